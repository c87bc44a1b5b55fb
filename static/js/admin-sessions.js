// A session added to an event's form takes the number after the highest one in it.
document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName !== "sessions") return;
  const numbers = [...document.querySelectorAll('[name^="sessions-"][name$="-number"]')]
    .filter((input) => !input.name.includes("__prefix__") && !event.target.contains(input))
    .map((input) => Number(input.value));
  event.target.querySelector('[name$="-number"]').value = Math.max(0, ...numbers) + 1;
});
