// An autocomplete that finds nothing offers to make what was typed. Without this script the “+” beside it does.
const $ = window.django.jQuery;

function refuse(select, reason) {
  const list = document.createElement("ul");
  list.className = "errorlist";
  list.setAttribute("role", "alert");
  const item = document.createElement("li");
  item.textContent = reason;
  list.append(item);
  select.closest(".related-widget-wrapper").append(list);
}

async function create(select, typed) {
  const { createUrl } = select.dataset;
  const token = select.form.querySelector("[name=csrfmiddlewaretoken]").value;
  select.closest(".related-widget-wrapper").querySelector(".errorlist")?.remove();
  const option = [...select.options].find((one) => one.value === typed.id);
  try {
    const answer = await fetch(createUrl, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ name: typed.name }),
    });
    const made = await answer.json();
    option?.remove();
    if (answer.ok) {
      select.append(new Option(made.text, made.id, true, true));
    } else {
      refuse(select, made.error);
    }
  } catch {
    option?.remove();
    refuse(select, select.dataset.createFailed);
  }
  $(select).trigger("change");
}

function offerToCreate(select) {
  const { appLabel, modelName, fieldName, createLabel } = select.dataset;
  // Else a proposal, as the only option, would be the chosen one.
  if (!select.querySelector('option[value=""]')) select.prepend(new Option("", ""));
  $(select).select2({
    tags: true,
    createTag({ term }) {
      const name = term.trim();
      return name ? { id: `new:${name}`, text: createLabel.replace("%s", () => name), name } : null;
    },
    insertTag: (found, made) => found.push(made),
    ajax: {
      data: ({ term, page }) => ({
        term,
        page,
        app_label: appLabel,
        model_name: modelName,
        field_name: fieldName,
      }),
    },
  });
  $(select).on("select2:select", (event) => {
    if (event.params.data.name) create(select, event.params.data);
  });
}

function offerWithin(element) {
  element.querySelectorAll("select[data-create-url]:not([name*=__prefix__])").forEach(offerToCreate);
}

$(() => offerWithin(document));
document.addEventListener("formset:added", (event) => offerWithin(event.target));
