import { describe, expect, test } from "vitest";
import { valuesOf } from "./input.ts";

describe("valuesOf() for one key", () => {
  test.each([
    ["takes all of the text but one newline at its end", "open\nsesame\n\n", "open\nsesame\n"],
    ["drops the newline of Windows too", "open sesame\r\n", "open sesame"],
    ["takes a text without a newline as it is", " open=sesame ", " open=sesame "],
    ["takes JSON as a text", '{"type": "service_account"}\n', '{"type": "service_account"}'],
  ])("%s", (_, text, value) => {
    expect(valuesOf("erp/smtp", text, "password")).toEqual({ password: value });
  });

  test.each(["", "\n", " \t\n"])("refuses %j, which is empty", text => {
    expect(() => valuesOf("erp/smtp", text, "password")).toThrow(
      'Cannot set erp/smtp: the value of "password" is empty, give it one',
    );
  });
});

describe("valuesOf() for several keys", () => {
  test("takes lines, of which each is split at its first equals sign", () => {
    expect(valuesOf("erp/smtp", "user=erp\n\npassword=a=b \r\n", undefined)).toEqual({ user: "erp", password: "a=b " });
  });

  test("takes a JSON object of texts, with lines in them", () => {
    expect(valuesOf("erp/smtp", ' {"user": "erp", "key": "a\\nb"}', undefined)).toEqual({ user: "erp", key: "a\nb" });
  });

  test.each([
    ["user=erp\nsesame", "line 2 has no key, write lines key=value"],
    ["=sesame", "line 1 has no key"],
    ["user=erp\na key=sesame", "line 2 has no name of a key before its =, write letters, digits, and . _ -"],
    ["open/sesame=x", "line 1 has no name of a key"],
    ["user=sesame\npassword=", "line 2 has nothing behind its =, give its key a value"],
    ["b3BlbiBzZXNhbWUsesame==", "line 1 has nothing behind its ="],
    ["user=erp\nuser=sesame", '"user" is there twice, give each key once'],
    ['{"password": "sesame"', "what begins with { is no JSON object"],
    ['{"password": {"is": "sesame"}}', '"password" is no text'],
    ['{"password": ["sesame"]}', '"password" is no text'],
    ["", "there is nothing on the standard input"],
    ["{}", "there is nothing on the standard input"],
  ])("refuses %j and shows nothing of its value", (text, sentence) => {
    const error = caught(() => valuesOf("erp/smtp", text, undefined));
    expect(error).toContain(`Cannot set erp/smtp: ${sentence}`);
    expect(error).not.toContain("sesame");
  });
});

function caught(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
