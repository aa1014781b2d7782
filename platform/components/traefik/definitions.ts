import type { Definitions } from "../../component.ts";

/** The CRDs of Traefik. */
export const traefikDefinitions: Definitions = {
  url: version =>
    `https://raw.githubusercontent.com/traefik/traefik/${version}/docs/content/reference/dynamic-configuration`,
  mirror: "traefik/crds",
  files: [
    "traefik.io_ingressroutes.yaml",
    "traefik.io_ingressroutetcps.yaml",
    "traefik.io_ingressrouteudps.yaml",
    "traefik.io_middlewares.yaml",
    "traefik.io_middlewaretcps.yaml",
    "traefik.io_serverstransports.yaml",
    "traefik.io_serverstransporttcps.yaml",
    "traefik.io_tlsoptions.yaml",
    "traefik.io_tlsstores.yaml",
    "traefik.io_traefikservices.yaml",
  ],
  digests: {
    "v3.7.11": {
      "traefik.io_ingressroutes.yaml": "6c78d0550ca4dcce238b4a6b470f7e98b8ca834a02b5103b5c29e2dbdc05ad8a",
      "traefik.io_ingressroutetcps.yaml": "c136e95e25ca2ccf9c8a9f481018ef82795a3bdb7a5e1216d4606eb87cd75bdf",
      "traefik.io_ingressrouteudps.yaml": "ae071b931020038031f04e26ecbf08dc05261446c51d06bac629f8e1c637d97f",
      "traefik.io_middlewares.yaml": "2d2e097725637a7fc372fab3492db2cb94860e7d463424bd6b341f6a2a81c685",
      "traefik.io_middlewaretcps.yaml": "d9f8fba46ba6f96273de5c126175a7d222f9f9c3458b3df38d603bbf30e69bb5",
      "traefik.io_serverstransports.yaml": "164d529984ce726950383a34ea38c5cfd5aedb67dc6e04dfd1ea0854f28cb954",
      "traefik.io_serverstransporttcps.yaml": "5029d3326548033343dca5c9676a34699cf8c4e6327744902b705d845872fb97",
      "traefik.io_tlsoptions.yaml": "d3f7095426cf8e899d3062fadb460cf1b6749f86af2616b50ff6a6c1c1e1ce21",
      "traefik.io_tlsstores.yaml": "b649ddb4c1be3304f2edac2dc4fc16a93d44738968dcb2a810bc4dedef8f48a9",
      "traefik.io_traefikservices.yaml": "3ef2d4c3badc9119a967be771176b0c604aacbe489ed770f9642c330dab943e5",
    },
  },
};
