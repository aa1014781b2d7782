/**
 * How the objects of a component differ from those that its upstream installs, each difference with its reason.
 *
 * An object is written `<Kind>/<name>` by its name in the upstream; a field as `lab parity` prints it.
 */
export interface Deviations {
  /** Files with the upstream's objects, below the folder of upstream data: `argocd/manifests/install.yaml`. */
  readonly files: readonly string[];
  /** Only objects with this `app.kubernetes.io/name`; for a file that installs several components. */
  readonly part?: string;
  /** Names of ours by those of the upstream, wherever a value is just that name: `{ "prometheus-server": "prometheus" }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Objects of the upstream that the component does not build, with the reason: nobody needs it, or who else has it. */
  readonly absent: Readonly<Record<string, string>>;
  /** Fields that differ, by object, each with the reason. A field stands for all below it where one side has none. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
