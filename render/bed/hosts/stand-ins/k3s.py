#!/usr/bin/python3
"""Stand-in for k3s: a real API server with a real etcd on the server, and on every host a node that keeps itself Ready.

Why not k3s: its kubelet and containerd take kernel features that a container lacks. It reads what k3s reads, tells systemd
what k3s tells, and takes the token of the host's file, so that an agent joins only with the server's token.
"""
import json, os, pathlib, re, signal, socket, ssl, subprocess, sys, time
import urllib.error, urllib.request

VERSION = "@@VERSION@@"
PROGRAMS = "/opt/programs"
CONFIG = "/etc/rancher/k3s/config.yaml"
KUBECONFIG = "/etc/rancher/k3s/k3s.yaml"
DATA = pathlib.Path("/var/lib/rancher/k3s/server")
BEAT_SECONDS = 2
LOST_SECONDS = 20
INSECURE = ssl._create_unverified_context()


def main(words):
    if words == ["--version"]:
        print(f"k3s version {VERSION} (00000000)")
    elif words[:1] == ["kubectl"]:
        environment = {"KUBECONFIG": KUBECONFIG, **os.environ}
        os.execve(f"{PROGRAMS}/kubectl", words, environment)
    elif words == ["server"]:
        run_node(start_server())
    elif words == ["agent"]:
        run_node(Api(setting("server"), token()))
    else:
        sys.exit(f"the stand-in of k3s does not know {words}")


def setting(name):
    found = re.search(rf"^{name}: (.+)$", pathlib.Path(CONFIG).read_text(), re.MULTILINE)
    return found.group(1).strip("\"'")


def token():
    return pathlib.Path(setting("token-file")).read_text().strip()


def start_server():
    DATA.mkdir(parents=True, exist_ok=True)
    tokens = DATA / "tokens.csv"
    tokens.write_text(f'{token()},node,node,"system:masters"\n')
    tokens.chmod(0o600)
    key = DATA / "service-accounts.key"
    if not key.exists():
        subprocess.run(["openssl", "genrsa", "-out", f"{key}.new", "2048"], check=True, capture_output=True)
        os.replace(f"{key}.new", key)
    server = {"server": "https://127.0.0.1:6443", "insecure-skip-tls-verify": True}
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "default",
        "clusters": [{"name": "default", "cluster": server}],
        "users": [{"name": "default", "user": {"token": token()}}],
        "contexts": [{"name": "default", "context": {"cluster": "default", "user": "default"}}],
    }
    with open(os.open(KUBECONFIG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(config, file)
    start("etcd", f"--data-dir={DATA}/db", "--unsafe-no-fsync", "--log-level=error")
    start(
        "kube-apiserver",
        "--etcd-servers=http://127.0.0.1:2379",
        "--bind-address=0.0.0.0",
        "--secure-port=6443",
        f"--advertise-address={setting('node-ip')}",
        f"--service-cluster-ip-range={setting('service-cidr')}",
        f"--cert-dir={DATA}/tls",
        f"--token-auth-file={tokens}",
        "--authorization-mode=RBAC",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--endpoint-reconciler-type=none",
    )
    return Api("https://127.0.0.1:6443", token())


def start(program, *words):
    """It ends with this process, at once: an API server that waits for its etcd to end well would keep its port."""
    return subprocess.Popen(["setpriv", "--pdeathsig=KILL", "--", f"{PROGRAMS}/{program}", *words], stdout=sys.stderr)


class Api:
    def __init__(self, server, bearer):
        self.server, self.bearer = server, bearer

    def ask(self, method, path, body=None, kind="application/json"):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.bearer}", "Content-Type": kind}
        request = urllib.request.Request(self.server + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=5, context=INSECURE) as answer:
            return json.load(answer)

    def set_status(self, name, status):
        kind = "application/strategic-merge-patch+json"
        self.ask("PATCH", f"/api/v1/nodes/{name}/status", {"status": status}, kind)


def run_node(api):
    """Registers the node and keeps it Ready; systemd is told once it is."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    told = False
    while True:
        try:
            register(api)
            api.set_status(setting("node-name"), status("True", "KubeletReady"))
            if sys.argv[1] == "server":
                mark_lost(api)
            if not told:
                notify("READY=1")
                told = True
        except (OSError, ValueError) as error:  # the server is not up, or away
            print(f"waiting: {error}", file=sys.stderr, flush=True)
        time.sleep(BEAT_SECONDS if told else 0.3)


def register(api):
    name = setting("node-name")
    role = {"node-role.kubernetes.io/control-plane": "true"} if sys.argv[1] == "server" else {}
    labels = {"kubernetes.io/hostname": name, **role}
    try:
        api.ask("POST", "/api/v1/nodes", {"kind": "Node", "apiVersion": "v1", "metadata": {"name": name, "labels": labels}})
    except urllib.error.HTTPError as error:
        if error.code != 409:
            raise


def status(ready, reason):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    condition = {"type": "Ready", "status": ready, "reason": reason, "lastHeartbeatTime": now, "message": "stand-in"}
    if ready != "True":
        return {"conditions": [condition]}
    return {
        "conditions": [condition],
        "addresses": [{"type": "InternalIP", "address": setting("node-ip")}],
        "nodeInfo": {**dict.fromkeys(INFO, ""), "kubeletVersion": VERSION, "bootID": boot_id()},
    }


def boot_id():
    with open("/proc/sys/kernel/random/boot_id") as file:
        return file.read().strip()


INFO = (
    "architecture bootID containerRuntimeVersion kernelVersion kubeProxyVersion machineID operatingSystem osImage systemUUID"
).split()


def mark_lost(api):
    """What the controller manager does: a node that has not been heard of is no longer known to be ready."""
    for node in api.ask("GET", "/api/v1/nodes")["items"]:
        for condition in node["status"].get("conditions", []):
            heard = time.mktime(time.strptime(condition["lastHeartbeatTime"], "%Y-%m-%dT%H:%M:%SZ"))
            if condition["status"] == "True" and time.mktime(time.gmtime()) - heard > LOST_SECONDS:
                api.set_status(node["metadata"]["name"], status("Unknown", "NodeStatusUnknown"))


def notify(message):
    path = os.environ.get("NOTIFY_SOCKET")
    if path is None:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(message.encode(), "\0" + path[1:] if path.startswith("@") else path)


main(sys.argv[1:])
