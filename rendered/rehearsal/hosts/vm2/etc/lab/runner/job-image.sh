#!/bin/sh
# Builds the image of jobs, unless it is there: job-image <name with tag> <folder of its Dockerfile>
set -eu
podman image exists "$1" || podman build --tag "$1" "$2"
