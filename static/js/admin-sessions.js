// A session added to an event's form takes the number after the highest one in it.
document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName !== "sessions") return;
  const numbers = [...document.querySelectorAll('[name^="sessions-"][name$="-number"]')]
    .filter((input) => !input.name.includes("__prefix__") && !event.target.contains(input))
    .map((input) => Number(input.value));
  event.target.querySelector('[name$="-number"]').value = Math.max(0, ...numbers) + 1;
});

// A date that is entered says how exactly the date is known, where that was still left open.
document.addEventListener("change", ({ target }) => {
  const [, row, field] = target.name?.match(/^(sessions-\d+-|)(starts_at|ends_at|first_day|last_day)$/) ?? [];
  const precision = row === undefined ? null : target.form.elements[`${row}precision`];
  if (precision?.value === "unknown" && target.value) {
    precision.value = field.endsWith("_at") ? "time" : "day";
  }
});
