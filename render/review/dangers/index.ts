import { alertRuleRemoved } from "./alert-rule-removed.ts";
import { applicationAutomationRemoved } from "./application-automation-removed.ts";
import { applicationDestinationChanged } from "./application-destination-changed.ts";
import { applicationFinalizerAdded } from "./application-finalizer-added.ts";
import { applicationFinalizerRemoved } from "./application-finalizer-removed.ts";
import { applicationOrphaned } from "./application-orphaned.ts";
import { applicationProjectChanged } from "./application-project-changed.ts";
import { applicationPruneOff } from "./application-prune-off.ts";
import { applicationPruneOn } from "./application-prune-on.ts";
import { applicationRemoved } from "./application-removed.ts";
import { applicationRenamed } from "./application-renamed.ts";
import { applicationRevisionChanged } from "./application-revision-changed.ts";
import { applicationSelfHealOff } from "./application-self-heal-off.ts";
import { applicationSelfHealOn } from "./application-self-heal-on.ts";
import { applicationSetRemoved } from "./application-set-removed.ts";
import { applicationSourceChanged } from "./application-source-changed.ts";
import { applicationSyncOptionsChanged } from "./application-sync-options-changed.ts";
import { argocdAccessWidened } from "./argocd-access-widened.ts";
import { argocdAdminLost } from "./argocd-admin-lost.ts";
import { argocdEgressClosed } from "./argocd-egress-closed.ts";
import { argocdLoginChanged } from "./argocd-login-changed.ts";
import { argocdRemoved } from "./argocd-removed.ts";
import { argocdStopped } from "./argocd-stopped.ts";
import { backupRemoved } from "./backup-removed.ts";
import { backupRetentionLowered } from "./backup-retention-lowered.ts";
import { backupStopped } from "./backup-stopped.ts";
import { beyondAnyNode } from "./beyond-any-node.ts";
import { beyondNamespace } from "./beyond-namespace.ts";
import { bindingToClusterAdmin } from "./binding-to-cluster-admin.ts";
import { bindingToEverybody } from "./binding-to-everybody.ts";
import { bindingWidened } from "./binding-widened.ts";
import { capabilityAdded } from "./capability-added.ts";
import { crdRemoved } from "./crd-removed.ts";
import { crdVersionRemoved } from "./crd-version-removed.ts";
import { crdWithController } from "./crd-with-controller.ts";
import type { Danger } from "./danger.ts";
import { dataLeftBehind } from "./data-left-behind.ts";
import { disruptionBlocked } from "./disruption-blocked.ts";
import { disruptionBudgetRemoved } from "./disruption-budget-removed.ts";
import { entranceClosed } from "./entrance-closed.ts";
import { forceReplace } from "./force-replace.ts";
import { hardeningDropped } from "./hardening-dropped.ts";
import { hostAdded } from "./host-added.ts";
import { hostNamespace } from "./host-namespace.ts";
import { hostPath } from "./host-path.ts";
import { hostPort } from "./host-port.ts";
import { hostPublic } from "./host-public.ts";
import { hostRemoved } from "./host-removed.ts";
import { imageDigestDropped } from "./image-digest-dropped.ts";
import { imageDowngrade } from "./image-downgrade.ts";
import { imageMajorVersion } from "./image-major-version.ts";
import { imageSourceChanged } from "./image-source-changed.ts";
import { imageTagMoves } from "./image-tag-moves.ts";
import { immutableField } from "./immutable-field.ts";
import { largeChange } from "./large-change.ts";
import { limitRemoved } from "./limit-removed.ts";
import { machineFileRemoved } from "./machine-file-removed.ts";
import { middlewareWeakened } from "./middleware-weakened.ts";
import { namespaceRemoved } from "./namespace-removed.ts";
import { networkPolicyOpen } from "./network-policy-open.ts";
import { networkPolicyRemoved } from "./network-policy-removed.ts";
import { networkPolicyWidened } from "./network-policy-widened.ts";
import { pinnedToNode } from "./pinned-to-node.ts";
import { podRefused } from "./pod-refused.ts";
import { podSecurityLowered } from "./pod-security-lowered.ts";
import { priorityLowered } from "./priority-lowered.ts";
import { privilegedContainer } from "./privileged-container.ts";
import { probeRemoved } from "./probe-removed.ts";
import { projectNarrowed } from "./project-narrowed.ts";
import { projectRemoved } from "./project-removed.ts";
import { projectWidened } from "./project-widened.ts";
import { protectionLost } from "./protection-lost.ts";
import { referenceDangling } from "./reference-dangling.ts";
import { replicasZero } from "./replicas-zero.ts";
import { repositoryAccessRemoved } from "./repository-access-removed.ts";
import { repositoryHostChanged } from "./repository-host-changed.ts";
import { repositoryNameChanged } from "./repository-name-changed.ts";
import { requestsGrow } from "./requests-grow.ts";
import { roleAggregated } from "./role-aggregated.ts";
import { rolePowerful } from "./role-powerful.ts";
import { roleWidened } from "./role-widened.ts";
import { rootLost } from "./root-lost.ts";
import { routeAllowListWidened } from "./route-allow-list-widened.ts";
import { routeAuthenticationRemoved } from "./route-authentication-removed.ts";
import { routeCrowdsecRemoved } from "./route-crowdsec-removed.ts";
import { routeRateLimitRemoved } from "./route-rate-limit-removed.ts";
import { routeTlsRemoved } from "./route-tls-removed.ts";
import { runsAsRoot } from "./runs-as-root.ts";
import { sandboxReachesProduction } from "./sandbox-reaches-production.ts";
import { seccompUnconfined } from "./seccomp-unconfined.ts";
import { secretInGit } from "./secret-in-git.ts";
import { serviceExposed } from "./service-exposed.ts";
import { singleAttachRollout } from "./single-attach-rollout.ts";
import { spreadRemoved } from "./spread-removed.ts";
import { stackEntryRemoved } from "./stack-entry-removed.ts";
import { statefulSetRemoved } from "./stateful-set-removed.ts";
import { storageClassSwitched } from "./storage-class-switched.ts";
import { tokenMounted } from "./token-mounted.ts";
import { vaultLoginChanged } from "./vault-login-changed.ts";
import { vaultPathChanged } from "./vault-path-changed.ts";
import { vaultPolicyChanged } from "./vault-policy-changed.ts";
import { volumeClaimRemoved } from "./volume-claim-removed.ts";
import { volumeClaimShared } from "./volume-claim-shared.ts";
import { volumeClaimShrinks } from "./volume-claim-shrinks.ts";
import { volumeClaimSwapped } from "./volume-claim-swapped.ts";
import { volumeLeavesBackup } from "./volume-leaves-backup.ts";
import { wayInCut } from "./way-in-cut.ts";

/** Every danger that the review knows, in alphabetical order. */
export const dangers: readonly Danger[] = [
  alertRuleRemoved,
  applicationAutomationRemoved,
  applicationDestinationChanged,
  applicationFinalizerAdded,
  applicationFinalizerRemoved,
  applicationOrphaned,
  applicationProjectChanged,
  applicationPruneOff,
  applicationPruneOn,
  applicationRemoved,
  applicationRenamed,
  applicationRevisionChanged,
  applicationSelfHealOff,
  applicationSelfHealOn,
  applicationSetRemoved,
  applicationSourceChanged,
  applicationSyncOptionsChanged,
  argocdAccessWidened,
  argocdAdminLost,
  argocdEgressClosed,
  argocdLoginChanged,
  argocdRemoved,
  argocdStopped,
  backupRemoved,
  backupRetentionLowered,
  backupStopped,
  beyondAnyNode,
  beyondNamespace,
  bindingToClusterAdmin,
  bindingToEverybody,
  bindingWidened,
  capabilityAdded,
  crdRemoved,
  crdVersionRemoved,
  crdWithController,
  dataLeftBehind,
  disruptionBlocked,
  disruptionBudgetRemoved,
  entranceClosed,
  forceReplace,
  hardeningDropped,
  hostAdded,
  hostNamespace,
  hostPath,
  hostPort,
  hostPublic,
  hostRemoved,
  imageDigestDropped,
  imageDowngrade,
  imageMajorVersion,
  imageSourceChanged,
  imageTagMoves,
  immutableField,
  largeChange,
  limitRemoved,
  machineFileRemoved,
  middlewareWeakened,
  namespaceRemoved,
  networkPolicyOpen,
  networkPolicyRemoved,
  networkPolicyWidened,
  pinnedToNode,
  podRefused,
  podSecurityLowered,
  priorityLowered,
  privilegedContainer,
  probeRemoved,
  projectNarrowed,
  projectRemoved,
  projectWidened,
  protectionLost,
  referenceDangling,
  replicasZero,
  repositoryAccessRemoved,
  repositoryHostChanged,
  repositoryNameChanged,
  requestsGrow,
  roleAggregated,
  rolePowerful,
  roleWidened,
  rootLost,
  routeAllowListWidened,
  routeAuthenticationRemoved,
  routeCrowdsecRemoved,
  routeRateLimitRemoved,
  routeTlsRemoved,
  runsAsRoot,
  sandboxReachesProduction,
  seccompUnconfined,
  secretInGit,
  serviceExposed,
  singleAttachRollout,
  spreadRemoved,
  stackEntryRemoved,
  statefulSetRemoved,
  storageClassSwitched,
  tokenMounted,
  vaultLoginChanged,
  vaultPathChanged,
  vaultPolicyChanged,
  volumeClaimRemoved,
  volumeClaimShared,
  volumeClaimShrinks,
  volumeClaimSwapped,
  volumeLeavesBackup,
  wayInCut,
];
