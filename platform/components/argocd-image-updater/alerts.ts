import type { Alert } from "../../alert.ts";

/** https://argocd-image-updater.readthedocs.io/en/stable/install/metrics/ */
export function imageUpdaterAlerts(): Alert[] {
  return [
    {
      name: "ImageUpdaterFailing",
      expr: "sum(increase(argocd_image_updater_images_errors_total[1h])) > 6",
      forMinutes: 60,
      severity: "ticket",
      summary: "The Image Updater could not look up or push images for two hours",
      remedy: "read its log: kubectl -n argocd logs deployment/argocd-image-updater",
    },
    {
      name: "ImageUpdaterDown",
      expr: "absent(argocd_image_updater_images_watched_total > 0)",
      forMinutes: 60,
      severity: "ticket",
      summary: "The Image Updater watches no image, so new ones are not deployed by themselves",
      remedy:
        "look at what each app's rules say: kubectl -n argocd describe imageupdaters; and at its log: kubectl -n argocd logs deployment/argocd-image-updater",
    },
  ];
}
