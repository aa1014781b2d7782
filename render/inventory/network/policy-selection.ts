import { holds, type IpBlock, isForAnybody, type Opening, type Peer } from "../../checks/lab/network-policies.ts";
import { objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import { type LabelSelector, matches } from "../../checks/lab/pods-by-namespace.ts";
import type { Lab } from "../../checks/rule.ts";
import { type Place, type Pods, placesOf } from "./policy-ends.ts";

/** Finds the pods and places that peers of policies mean, each peer once, however many policies name it. */
export class Selection {
  readonly #pods: readonly Pods[];
  readonly #byNamespace: ReadonlyMap<string, readonly Pods[]>;
  readonly #namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly #networks: Lab["cluster"]["networks"];
  readonly #allPlaces: readonly Place[];
  readonly #selected = new Map<string, ReadonlySet<Pods>>();
  readonly #places = new Map<string, readonly Place[]>();

  constructor(lab: Lab, pods: readonly Pods[]) {
    const labelled = new Map(
      objectsOfKind(lab, "Namespace").map(({ object: { metadata } }) => [metadata.name, metadata.labels]),
    );
    this.#pods = pods;
    this.#byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
    this.#namespaces = new Map(
      [...this.#byNamespace.keys()].map(name => [name, { ...labelled.get(name), [NAME_LABEL]: name }]),
    );
    this.#networks = lab.cluster.networks;
    this.#allPlaces = placesOf(lab.cluster);
  }

  /** Pods that an opening leads to or from. */
  podsOf(opening: Opening, namespace: string): Iterable<Pods> {
    if (isForAnybody(opening)) return this.#pods;
    const sets = (opening.peers ?? []).map(peer => this.#select(peer, namespace));
    return sets.length === 1 ? (sets[0] ?? []) : new Set(sets.flatMap(set => [...set]));
  }

  /** Whether an opening of a policy in a namespace leads to some pods or from them. */
  isAmong(pods: Pods, opening: Opening, namespace: string): boolean {
    return isForAnybody(opening) || (opening.peers ?? []).some(peer => this.#select(peer, namespace).has(pods));
  }

  /** Whether it means pods by the network of all of them, and none in particular. */
  isBroad(opening: Opening): boolean {
    return isForAnybody(opening) || (opening.peers ?? []).some(({ ipBlock }) => this.#holdsPods(ipBlock));
  }

  /** Places that an opening leads to, whatever the port. */
  placesOf(opening: Opening): readonly Place[] {
    if (isForAnybody(opening)) return this.#placesIn({ cidr: "0.0.0.0/0" });
    return (opening.peers ?? []).flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : this.#placesIn(ipBlock)));
  }

  #select(peer: Peer, namespace: string): ReadonlySet<Pods> {
    const place = peer.namespaceSelector === undefined && peer.ipBlock === undefined ? namespace : "";
    const key = `${place} ${JSON.stringify(peer)}`;
    const found = this.#selected.get(key) ?? new Set(this.#search(peer, namespace));
    this.#selected.set(key, found);
    return found;
  }

  /** https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors */
  #search({ ipBlock, namespaceSelector, podSelector = {} }: Peer, namespace: string): readonly Pods[] {
    if (ipBlock !== undefined) return this.#holdsPods(ipBlock) ? this.#pods : [];
    const names = namespaceSelector === undefined ? [namespace] : this.#namesOf(namespaceSelector);
    const inside = names.flatMap(name => this.#byNamespace.get(name) ?? []);
    return inside.filter(({ labels }) => matches(podSelector, labels));
  }

  #holdsPods(block: IpBlock | undefined): boolean {
    return block !== undefined && holds(block, this.#networks.pods);
  }

  #namesOf(selector: LabelSelector): string[] {
    const named = selector.matchLabels?.[NAME_LABEL];
    const candidates = named === undefined ? [...this.#namespaces.keys()] : [named];
    return candidates.filter(name => matches(selector, this.#namespaces.get(name) ?? {}));
  }

  #placesIn(block: IpBlock): readonly Place[] {
    const key = JSON.stringify(block);
    const found = this.#places.get(key) ?? this.#searchPlaces(block);
    this.#places.set(key, found);
    return found;
  }

  /** Where all of a network is open, its hosts are not told apart; where nobody knows what lies there, its addresses are told. */
  #searchPlaces(block: IpBlock): readonly Place[] {
    const met = this.#allPlaces.filter(({ network }) => holds(block, network));
    const networks = met.filter(({ port }) => port === undefined);
    if (networks.length > 0) return networks;
    if (met.length > 0) return met;
    const { pods, services } = this.#networks;
    return [pods, services].some(network => holds(block, network)) ? [] : [{ name: block.cidr, network: block.cidr }];
  }
}

/** Every namespace has it: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
const NAME_LABEL = "kubernetes.io/metadata.name";
