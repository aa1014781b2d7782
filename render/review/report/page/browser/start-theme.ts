import { byId } from "./element.ts";

const THEMES = ["auto", "light", "dark"] as const;

/** The button that goes from the colours of the system to light ones, to dark ones, and back. */
export function startTheme(): void {
  const button = byId("theme");
  const { dataset } = document.documentElement;
  let index = 0;
  const show = () => {
    const theme = THEMES[index] ?? "auto";
    if (theme === "auto") delete dataset.theme;
    else dataset.theme = theme;
    button.textContent = `Colours: ${theme}`;
  };
  button.addEventListener("click", () => {
    index = (index + 1) % THEMES.length;
    show();
  });
  show();
}
