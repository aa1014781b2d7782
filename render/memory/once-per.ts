/**
 * The same pure answer about a lab, a revision or a situation, worked out when it is first asked for, and forgotten
 * together with what it is about.
 */
export function oncePer<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, { readonly value: Answer }>();
  return subject => {
    const found = known.get(subject) ?? { value: answer(subject) };
    known.set(subject, found);
    return found.value;
  };
}
