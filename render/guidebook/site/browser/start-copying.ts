/** A button on each block of commands that takes them along. */
export function startCopying(): void {
  for (const block of document.querySelectorAll<HTMLElement>('pre[data-language="sh"]')) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy quiet";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.textContent.trimEnd());
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    const frame = document.createElement("div");
    frame.className = "commands";
    block.replaceWith(frame);
    frame.append(block, button);
  }
}
