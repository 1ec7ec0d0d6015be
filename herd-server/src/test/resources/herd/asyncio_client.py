"""Asks herd servers, as an asyncio program does.

Each line of input is a mode, a port and commands, with tabs between:
  once  a connection for the command: write, write_eof, one read to the end
  keep  one connection: all commands in one write, the answers read one by one, then write_eof
Each line of output is the bytes that came back, in base64; for keep, one line an answer, and one
for what came after the end of input.
"""
import asyncio
import base64
import sys


def show(answer):
    print(base64.b64encode(answer).decode(), flush=True)


async def once(port, command):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(command + b'\n')
    await writer.drain()
    writer.write_eof()
    show(await reader.read())
    writer.close()
    await writer.wait_closed()


async def keep(port, commands):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(b''.join(command + b'\n' for command in commands))
    for command in commands:
        if command.startswith(b'WHATSAT'):
            show(await reader.readuntil(b'\n\n'))
        else:
            show(await reader.readline())
    writer.write_eof()
    show(await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    for line in sys.stdin.buffer.read().splitlines():
        mode, port, *commands = line.split(b'\t')
        if mode == b'once':
            await asyncio.wait_for(once(int(port), commands[0]), 20)
        else:
            await asyncio.wait_for(keep(int(port), commands), 20)


asyncio.run(main())
