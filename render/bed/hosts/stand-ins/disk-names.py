#!/usr/bin/python3
"""Stand-in for udev: names disks by the labels of their ext4 file systems, in /dev/disk/by-label.

Why not udev: it does not run in a container, for the kernel tells its news to the machine below only.
"""
import glob, os, pathlib, socket, time

FOLDER = pathlib.Path("/dev/disk/by-label")
SUPERBLOCK, MAGIC, LABEL = 1024, 0x38, 0x78


def label_of(device):
    """https://www.kernel.org/doc/html/latest/filesystems/ext4/super.html"""
    with open(device, "rb") as disk:
        disk.seek(SUPERBLOCK)
        block = disk.read(1024)
    if block[MAGIC : MAGIC + 2] != b"\x53\xef":
        return None
    return block[LABEL : LABEL + 16].rstrip(b"\0").decode() or None


def name_disks():
    labels = {label_of(device): device for device in glob.glob("/dev/loop[0-9]*")}
    for label, device in labels.items():
        if label is not None and not (FOLDER / label).is_symlink():
            (FOLDER / label).symlink_to(f"../../{os.path.basename(device)}")
    for link in FOLDER.iterdir():
        if link.name not in labels:
            link.unlink()


FOLDER.mkdir(parents=True, exist_ok=True)
name_disks()
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
    sender.sendto(b"READY=1", os.environ["NOTIFY_SOCKET"])
while True:
    time.sleep(0.1)
    name_disks()
