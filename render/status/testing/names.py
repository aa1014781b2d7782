#!/usr/bin/python3
"""Answers every question for an address with the one that it is told: names.py <IPv4 address>

In place of Pi-hole, whose image is a process that waits on test hosts.
"""
import socket, sys

address = socket.inet_aton(sys.argv[1])
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("0.0.0.0", 53))
while True:
    question, asker = server.recvfrom(512)
    end = question.index(b"\0", 12) + 5  # after the name come its type and its class
    header = question[:2] + b"\x81\x80" + b"\0\1" * 2 + b"\0" * 4
    answer = b"\xc0\x0c" + b"\0\1" * 2 + (60).to_bytes(4) + b"\0\4" + address
    server.sendto(header + question[12:end] + answer, asker)
