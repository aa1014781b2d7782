/** Texts that would run, or deceive, where a page takes them for more than texts. */
export const HOSTILE = [
  "</script><script>globalThis.pwned = true</script>",
  '"><img src=x onerror="globalThis.pwned = true">',
  "<!--<script>",
  "javascript:globalThis.pwned=true",
  "safe\u202Egnp.exe",
  "@@DATA@@ <!-- scripts --> $& $'",
  "line\u2028separator\u0000nul",
] as const;
