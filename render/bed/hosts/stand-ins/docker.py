#!/usr/bin/python3
"""Stand-in for Docker and Compose: reads the real compose.yaml, and runs its service as a process of the host.

Why not Docker: its daemon takes kernel features that a container lacks, and there is no registry to fetch images from. What
/opt/images/<name> holds runs as the file says: command, user, mounts, memory folders, environment, names, ports, health
and stop. Every other image, that of Pi-hole above all, is a process that waits, and is healthy. A container is on the
host's own network, where what comes to a port of the file is led to that of the container. Limits and capabilities are
not looked at.
"""
import argparse, json, os, pathlib, signal, subprocess, sys, time

import yaml

STATE = pathlib.Path("/run/test-docker")
IMAGES = pathlib.Path("/opt/images")
UNHEARD = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # as Docker keeps it, beside the container's output


def main(name, words):
    if name == "dockerd":
        json.loads(pathlib.Path("/etc/docker/daemon.json").read_text())
        signal.pause()
    elif name == "docker-compose":
        compose(words)
    elif words[:1] == ["ps"]:
        states = [json.loads(file.read_text()) for file in sorted(STATE.glob("*.json"))]
        without_runs = "label=com.docker.compose.oneoff=False" in words
        for state in states:
            if not (without_runs and state.get("is_run")):
                print(shown(state, words[words.index("--format") + 1]))
    elif words[:1] == ["exec"]:
        execute(words[1:], lambda container: container)
    elif words[:2] == ["rm", "--force"]:
        remove(words[2])
    else:
        sys.exit(f"the stand-in of Docker does not know {words}")


def compose(words):
    file = pathlib.Path("compose.yaml")
    if words[:1] == ["--file"]:
        file, words = pathlib.Path(words[1]), words[2:]
    project = file.resolve().parent.name
    services = yaml.safe_load(file.read_text())["services"]
    if words[:1] == ["up"]:
        [service] = services.values()
        sys.exit(up(project, service))
    elif words[:1] == ["exec"]:
        execute(words[1:], lambda service: services[service]["container_name"])
    elif words[:1] == ["run"]:
        sys.exit(run(project, services, words[1:]))
    else:
        sys.exit(f"the stand-in of Compose does not know {words}")


def up(project, service):
    """Runs the service to its end, or until it is told to end."""
    name = service["container_name"]
    image = IMAGES / service["image"].split(":")[0].split("/")[-1]
    is_real = image.is_dir()
    words = contained(service, image) if is_real else ["sleep", "infinity"]
    if is_real:
        lead_ports(name, service.get("ports", []))
    process = subprocess.Popen(words)
    state = {"name": name, "project": project, "since": time.time(), "health": "starting", "pid": process.pid}
    state.update(user=service.get("user", "0:0"), path=path_of(image))
    ends = lambda *_: os.kill(inner(process.pid), getattr(signal, service.get("stop_signal", "SIGTERM")))
    signal.signal(signal.SIGTERM, ends if is_real else lambda *_: process.kill())
    save(state)
    while process.poll() is None:
        check = service.get("healthcheck", {}).get("test", ["NONE"])
        is_healthy = not is_real or check[0] != "CMD" or run_in(state, check[1:], **UNHEARD) == 0
        if is_healthy != (state["health"] == "healthy"):
            state["health"] = "healthy" if is_healthy else "starting" if state["health"] == "starting" else "unhealthy"
            save(state)
        try:
            process.wait(15 if is_healthy else 0.3)
        except subprocess.TimeoutExpired:
            pass
    (STATE / f"{name}.json").unlink()
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def contained(service, image):
    """The command in namespaces of its own, where it sees its mounts and its own accounts."""
    mounts = [f"set -eu; mount --bind {image}/passwd /etc/passwd; mount --bind {image}/bin /usr/local/bin"]
    if names := service.get("extra_hosts"):
        mounts.append(f"mount --bind {names_file(service['container_name'], names)} /etc/hosts")
    for folder in service.get("tmpfs", []):
        mounts.append(f"mkdir -p {folder}; mount -t tmpfs tmpfs {folder}")
    mounts.append(f"mkdir -p {STATE}/srv; mount --rbind /srv {STATE}/srv; mount -t tmpfs -o mode=0755 tmpfs /srv")
    for volume in service.get("volumes", []):
        source, target = volume["source"], volume["target"]
        aside = f"{STATE}{source}" if source.startswith("/srv/") else source  # of /srv only what is mounted is seen
        if source != target or aside != source:
            make = f"mkdir -p {target}" if os.path.isdir(source) else f"mkdir -p $(dirname {target}); touch {target}"
            mounts.append(make)
        mounts.append(f"mount --bind {aside} {target}")
        if volume.get("read_only"):
            mounts.append(f"mount -o remount,bind,ro {target}")
    variables = of_image(image) + [f"{name}={value}" for name, value in service.get("environment", {}).items()]
    script = "; ".join(mounts) + '; exec "$@"'
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script, "sh"]
    user = as_user(service.get("user", "0:0"))
    return [*spaces, *user, "env", "-i", f"PATH={path_of(image)}", *variables, *service["command"]]


def of_image(image):
    file = image / "environment"
    return file.read_text().splitlines() if file.exists() else []


def names_file(container, names):
    """What Docker writes into a container's own file of names."""
    lines = [f"{address} {name}" for name, address in (entry.rsplit(":", 1) for entry in names)]
    STATE.mkdir(exist_ok=True)
    file = STATE / f"{container}.hosts"
    file.write_text("\n".join(["127.0.0.1 localhost", *lines, ""]))
    return file


def lead_ports(container, ports):
    """Whatever comes to a port of the host, also from the host itself, goes on to the container's."""
    led = [(address, outer, inner) for address, outer, inner in (port.split(":") for port in ports) if outer != inner]
    if not led:
        return
    rules = "\n".join(f"ip daddr {address} tcp dport {outer} dnat to {address}:{inner}" for address, outer, inner in led)
    hooks = ("prerouting", "output")
    chains = "\n".join(f"chain {hook} {{\ntype nat hook {hook} priority -100\n{rules}\n}}" for hook in hooks)
    table = f"table ip {container}"
    text = f"{table}\ndelete {table}\n{table} {{\n{chains}\n}}\n"
    subprocess.run(["nft", "--file", "-"], input=text, text=True, check=True)


def as_user(user):
    uid, gid = user.split(":")
    drop = ["--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", *drop, "--"]


def path_of(image):
    return f"{image}/bin:/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin"


def inner(pid):
    """The first process of the namespace that `unshare` made."""
    return int(pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def run_in(state, words, user=None, **streams):
    try:
        inside = inner(state["pid"])
        environment = pathlib.Path(f"/proc/{inside}/environ").read_text().split("\0")[:-1]
    except (OSError, IndexError):
        return 1
    enter = ["nsenter", "--target", str(inside), "--mount", "--pid", "--"]
    command = [*enter, *as_user(user or state["user"]), "env", "-i", *environment, *words]
    return subprocess.run(command, **streams).returncode


def execute(words, container_of):
    user = None
    while words[0].startswith("-"):
        option, *words = words
        if option in ("--user", "-u"):
            user, *words = words
    file = STATE / f"{container_of(words[0])}.json"
    if not file.exists():
        sys.exit(f"{words[0]} is not running")
    sys.exit(run_in(json.loads(file.read_text()), words[1:], user))


def run(project, services, words):
    """
    Runs a command in a container like the service's, but for its name and a new /tmp. It lives on when who called is killed:
    https://github.com/docker/compose/blob/v2.26.1/pkg/compose/run.go
    """
    parser = argparse.ArgumentParser(prog="docker-compose run", allow_abbrev=False)
    for option in ("--rm", "-T"):
        parser.add_argument(option, action="store_true", required=True)
    parser.add_argument("--name")
    parser.add_argument("--volume", "-v", action="append", default=[])
    parser.add_argument("service")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args(words)
    service = services[asked.service]
    name = asked.name or f"{project}-{asked.service}-run-{os.getpid()}"
    if (STATE / f"{name}.json").exists():
        sys.exit(f'Error response from daemon: Conflict. The container name "/{name}" is already in use')
    pairs = [volume.split(":") for volume in asked.volume]
    service.update(
        container_name=name,
        command=asked.command or service["command"],
        tmpfs=[*service.get("tmpfs", []), "/tmp"],
        volumes=[*service.get("volumes", []), *({"source": source, "target": target} for source, target in pairs)],
    )
    image = IMAGES / service["image"].split(":")[0].split("/")[-1]
    process = subprocess.Popen(contained(service, image), start_new_session=True)
    user = service.get("user", "0:0")
    save({"name": name, "project": project, "since": time.time(), "health": "starting", "pid": process.pid,
          "user": user, "path": path_of(image), "is_run": True})
    status = process.wait()
    (STATE / f"{name}.json").unlink(missing_ok=True)
    return status if status >= 0 else 128 - status


def remove(name):
    """Removes a container, whatever it is at."""
    file = STATE / f"{name}.json"
    if not file.exists():
        sys.exit(f"Error response from daemon: No such container: {name}")
    try:
        os.kill(json.loads(file.read_text())["pid"], signal.SIGKILL)
    except ProcessLookupError:
        pass
    file.unlink()


def shown(state, template):
    fields = {'.Label "com.docker.compose.project"': state["project"], ".Names": state["name"], ".Status": status(state)}
    for field, value in fields.items():
        template = template.replace("{{%s}}" % field, value)
    return template


def status(state):
    if not os.path.exists(f"/proc/{state['pid']}"):
        return "Exited (137) 1 second ago"
    health = "health: starting" if state["health"] == "starting" else state["health"]
    return f"Up {int(time.time() - state['since'])} seconds ({health})"


def save(state):
    STATE.mkdir(exist_ok=True)
    file = STATE / f"{state['name']}.json"
    aside = file.with_suffix(".new")
    aside.write_text(json.dumps(state))
    aside.replace(file)


main(os.path.basename(sys.argv[0]), sys.argv[1:])
