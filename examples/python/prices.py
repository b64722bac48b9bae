"""Prints live prices: pip install websocket-client, then python3 prices.py AAPL MSFT"""

import json
import sys

import websocket


def on_open(ws):
    ws.send(json.dumps({"action": "subscribe", "symbols": sys.argv[1:] or ["AAPL"]}))


def on_message(ws, message):
    data = json.loads(message)
    print(data["symbol"], data["price"], flush=True)


app = websocket.WebSocketApp("ws://127.0.0.1:8080/ws/prices", on_open=on_open, on_message=on_message)
app.run_forever(reconnect=3)
