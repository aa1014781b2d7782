#!/usr/bin/python3
"""Stand-in for Docker and Compose: reads the real compose.yaml, and runs its service as a process of the host.

Why not Docker: its daemon takes kernel features that a container lacks, and there is no registry to fetch images from. What
/opt/images/<name> holds runs as the file says: command, user, mounts, memory folders, environment, health and stop. Every
other image is a process that waits, and is healthy. Ports, limits and capabilities are not looked at.
"""
import json, os, pathlib, signal, subprocess, sys, time

import yaml

STATE = pathlib.Path("/run/test-docker")
IMAGES = pathlib.Path("/opt/images")


def main(name, words):
    if name == "dockerd":
        json.loads(pathlib.Path("/etc/docker/daemon.json").read_text())
        signal.pause()
    elif name == "docker-compose":
        compose(words)
    elif words[:1] == ["ps"]:
        for file in sorted(STATE.glob("*.json")):
            print(shown(json.loads(file.read_text()), words[words.index("--format") + 1]))
    elif words[:1] == ["exec"]:
        execute(words[1:], lambda container: container)
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
    else:
        sys.exit(f"the stand-in of Compose does not know {words}")


def up(project, service):
    """Runs the service to its end, or until it is told to end."""
    name = service["container_name"]
    image = IMAGES / service["image"].split(":")[0].split("/")[-1]
    is_real = image.is_dir()
    words = contained(service, image) if is_real else ["sleep", "infinity"]
    process = subprocess.Popen(words)
    state = {"name": name, "project": project, "since": time.time(), "health": "starting", "pid": process.pid}
    state.update(user=service.get("user", "0:0"), path=path_of(image))
    ends = lambda *_: os.kill(inner(process.pid), getattr(signal, service.get("stop_signal", "SIGTERM")))
    signal.signal(signal.SIGTERM, ends if is_real else lambda *_: process.kill())
    save(state)
    while process.poll() is None:
        check = service.get("healthcheck", {}).get("test", ["NONE"])
        is_healthy = not is_real or check[0] != "CMD" or run_in(state, check[1:]) == 0
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
    mounts = [f"set -eu; mount --bind {image}/passwd /etc/passwd"]
    for folder in service.get("tmpfs", []):
        mounts.append(f"mkdir -p {folder}; mount -t tmpfs tmpfs {folder}")
    for volume in service.get("volumes", []):
        source, target = volume["source"], volume["target"]
        if source != target:
            make = f"mkdir -p {target}" if os.path.isdir(source) else f"mkdir -p $(dirname {target}); touch {target}"
            mounts.append(make)
        mounts.append(f"mount --bind {source} {target}")
        if volume.get("read_only"):
            mounts.append(f"mount -o remount,bind,ro {target}")
    variables = [f"{name}={value}" for name, value in service.get("environment", {}).items()]
    script = "; ".join(mounts) + '; exec "$@"'
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", script, "sh"]
    user = as_user(service.get("user", "0:0"))
    return [*spaces, *user, "env", "-i", f"PATH={path_of(image)}", *variables, *service["command"]]


def as_user(user):
    uid, gid = user.split(":")
    drop = ["--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", *drop, "--"]


def path_of(image):
    return f"{image}/bin:/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin"


def inner(pid):
    """The first process of the namespace that `unshare` made."""
    return int(pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def run_in(state, words, user=None):
    try:
        inside = inner(state["pid"])
        environment = pathlib.Path(f"/proc/{inside}/environ").read_text().split("\0")[:-1]
    except (OSError, IndexError):
        return 1
    enter = ["nsenter", "--target", str(inside), "--mount", "--pid", "--"]
    return subprocess.run([*enter, *as_user(user or state["user"]), "env", "-i", *environment, *words]).returncode


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
