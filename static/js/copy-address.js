// Copies an address. The button appears only where the browser lets a page write to the clipboard.
const SAID_FOR = 4000;

function offer() {
  for (const button of document.querySelectorAll(".address__copy")) button.hidden = !navigator.clipboard;
}

offer();
document.addEventListener("list:shown", offer);

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".address__copy");
  if (!button) return;
  const address = button.parentElement.querySelector(".address__text");
  const said = button.parentElement.querySelector(".address__said");
  try {
    await navigator.clipboard.writeText(address.textContent);
    said.textContent = button.dataset.copied;
    setTimeout(() => said.replaceChildren(), SAID_FOR);
  } catch {
    getSelection().selectAllChildren(address); // refused: one key is left to press
  }
});
