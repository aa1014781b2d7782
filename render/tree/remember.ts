/**
 * The same pure function, which is asked once for each list of arguments and answers from memory after that, for as
 * long as somebody holds on to it. Arguments are joined by line feeds to tell them apart.
 */
export function remember<A extends readonly string[], B>(answer: (...question: A) => B): (...question: A) => B {
  const answers = new Map<string, { readonly value: B }>();
  return (...question) => {
    const key = question.join("\n");
    const known = answers.get(key) ?? { value: answer(...question) };
    answers.set(key, known);
    return known.value;
  };
}
