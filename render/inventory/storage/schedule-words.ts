const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/**
 * When a job of Kubernetes runs, in words: `0 2 * * *` is `every day at 02:00`, `0 4 * * 0` is `every Sunday at 04:00`.
 * Anything less plain stays as it is written.
 */
export function cronWords(cron: string): string {
  const [, minute = "", hour = "", day] = /^(\d{1,2}) (\d{1,2}) \* \* (?:\*|([0-6]))$/.exec(cron) ?? [];
  if (minute === "") return cron;
  return words(
    day === undefined ? "day" : (DAYS[Number(day)] ?? ""),
    `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`,
  );
}

/** The same of a timer of systemd: `*-*-* 02:30`, `Sat *-*-* 04:00`. */
export function calendarWords(calendar: string): string {
  const [, day, time] = /^(?:(\w{3}) )?\*-\*-\* (\d\d:\d\d)$/.exec(calendar) ?? [];
  if (time === undefined) return calendar;
  return words(day === undefined ? "day" : (DAYS.find(name => name.startsWith(day)) ?? day), time);
}

/** A span of time as timers and objects write it: `1h` is `1 hour`, `5min` is `5 minutes`. */
export function spanWords(span: string): string {
  const [, count = "", unit = ""] = /^(\d+)(h|min|m|s)$/.exec(span) ?? [];
  const noun = UNITS[unit];
  return noun === undefined ? span : `${count} ${noun}${count === "1" ? "" : "s"}`;
}

const UNITS: Readonly<Record<string, string>> = { h: "hour", min: "minute", m: "minute", s: "second" };

function words(day: string, time: string): string {
  return `every ${day} at ${time}`;
}
