// Shows the list anew when a choice is made, without leaving the page: the focus stays, the number is said.
// Without this module the button of the form does the same.
let latest = 0, shown = location.search;

function query(form) {
  const data = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.action}?${new URLSearchParams(data)}`;
}

function place(element) {
  return element?.name ? `[name="${element.name}"]${element.type === "checkbox" ? `[value="${CSS.escape(element.value)}"]` : ""}` : null;
}

async function show(address, keep) {
  const turn = ++latest;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (turn !== latest) return;
  const [old, fresh] = [document, page].map((one) => one.querySelector("[data-live-part]"));
  if (!fresh || !response.ok) return location.assign(address);
  const folds = [...old.querySelectorAll("details")].map((fold) => fold.open);
  const focused = place(document.activeElement);
  old.replaceWith(document.adoptNode(fresh));
  fresh.querySelectorAll(".list__filters details").forEach((fold, index) => { fold.open = folds[index]; });
  if (focused) fresh.querySelector(`form ${focused}`)?.focus({ preventScroll: true });
  document.title = page.title;
  if (keep) history.pushState(null, "", address);
  shown = new URL(address, location.href).search;
  document.dispatchEvent(new Event("list:shown"));
  document.querySelector("#live-said").textContent = fresh.querySelector("[data-live-count]")?.textContent ?? "";
}

function changed(event) {
  const form = event.target.form;
  if (form?.matches("[data-live]")) show(query(form), true).catch(() => form.submit());
}

document.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") changed(event);
});

// A day is complete when it is left, not with the first digit of its year.
document.addEventListener("focusout", (event) => {
  if (event.target.type === "date" && event.target.value !== event.target.defaultValue) changed(event);
});


addEventListener("popstate", () => {
  if (location.search !== shown) show(location.href, false).catch(() => location.reload()); // else an anchor
});
