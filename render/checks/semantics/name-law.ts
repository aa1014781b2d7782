/** What Kubernetes accepts as a name. */
export interface NameLaw {
  /** With its article: `a DNS label`. */
  readonly title: string;
  readonly pattern: RegExp;
  readonly most: number;
  /** As an order, with a sample. */
  readonly remedy: string;
}

/** RFC 1123, as Kubernetes reads it: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const DNS_LABEL: NameLaw = {
  title: "a DNS label",
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  most: 63,
  remedy: 'write lower-case letters, digits and inner hyphens, such as "web-1",',
};

const DNS_SUBDOMAIN: NameLaw = {
  title: "a DNS subdomain",
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  most: 253,
  remedy: 'write lower-case letters, digits, inner hyphens and dots, such as "web-1.example",',
};

/** RFC 1035: a Service's name becomes a host name, which may not begin with a digit. */
const SERVICE: NameLaw = {
  title: "a DNS label that begins with a letter",
  pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  most: 63,
  remedy: 'write lower-case letters, digits and inner hyphens, letter first, such as "web-1",',
};

/** Roles and bindings are named as a path of the API is: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
const PATH_SEGMENT: NameLaw = {
  title: "a path segment",
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  most: 253,
  remedy: 'leave out "/" and "%"',
};

/** IANA service name, which a letter must be in: https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
export const CONTAINER_PORT: NameLaw = {
  title: "a port name",
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  most: 15,
  remedy: 'write lower-case letters, digits and single inner hyphens, such as "http",',
};

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LABEL_VALUE: NameLaw = {
  title: "a label's value",
  pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
  most: 63,
  remedy: 'write letters, digits and inner "-", "_" and ".", such as "1.2_rc",',
};

const LABEL_NAME: NameLaw = { ...LABEL_VALUE, title: "a label's name" };

const BY_KIND: Readonly<Record<string, NameLaw>> = {
  ClusterRole: PATH_SEGMENT,
  ClusterRoleBinding: PATH_SEGMENT,
  CronJob: { ...DNS_SUBDOMAIN, most: 52 }, // its jobs add "-" and ten digits
  Job: { ...DNS_SUBDOMAIN, most: 63 }, // its pods carry it as a label
  Namespace: DNS_LABEL,
  Role: PATH_SEGMENT,
  RoleBinding: PATH_SEGMENT,
  Service: SERVICE,
  StatefulSet: { ...DNS_LABEL, most: 52 }, // its pods carry "<name>-<ten characters>" as a label
};

/** What the name of an object of this kind must be. */
export function nameLaw(kind: string): NameLaw {
  return BY_KIND[kind] ?? DNS_SUBDOMAIN;
}

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

/** What is wrong with a name; undefined when nothing is. */
export function fault(name: string | undefined, { title, pattern, most, remedy }: NameLaw): Fault | undefined {
  if (name === undefined || name === "") return { problem: "it has none", remedy };
  if (name.length > most) {
    const problem = `"${name}" has ${name.length} characters and ${most} are allowed`;
    return { problem, remedy: `shorten it by ${name.length - most}` };
  }
  return pattern.test(name) ? undefined : { problem: `"${name}" is not ${title}`, remedy };
}

/** What is wrong with the key of a label or an annotation: `<DNS subdomain>/<name>`, or the name alone. */
export function qualifiedNameFault(key: string): Fault | undefined {
  const slash = key.indexOf("/");
  if (slash === -1) return fault(key, LABEL_NAME);
  return fault(key.slice(0, slash), DNS_SUBDOMAIN) ?? fault(key.slice(slash + 1), LABEL_NAME);
}
