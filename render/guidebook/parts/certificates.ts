import { certificatesOf } from "../../inventory/network/certificates.ts";
import { blocks, code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { named } from "../words/named.ts";

/** Who signs which certificates, how it knows, and when they are renewed. */
export const certificates: TextPart = {
  name: "certificates",
  tell(lab) {
    const { stepCa } = lab.cluster;
    return blocks(
      table(
        ["Names", "Who shows it", "Signed by", "How that one knows", "Runs", "Renewed before the end"],
        certificatesOf(lab).map(({ names, holder, authority, proof, run }) => [
          named(names.map(code)),
          holder,
          authority,
          proof,
          run === undefined ? "as the authority says" : `${run.days} days`,
          run === undefined ? "when a third is left" : `${run.renewedBefore} days`,
        ]),
      ),
      stepCa.rootCertificate === undefined
        ? "The root certificate of Step-CA is not known yet: `npx lab up` makes it, and Traefik orders nothing inside the lab until it is committed."
        : "The root certificate of Step-CA is a fact, `stepCa.rootCertificate`. Nodes and programs of the lab are given it; a person has to tell his own machine to trust it.",
    );
  },
};
