// What a page notices of /client/tradecache-stream.js, with a clock, a server and luck that the test holds in its hands.
import { PriceStream } from "/client/tradecache-stream.js";

class Clock {
  time = 1_000_000;
  timers = new Set();
  set = (task, ms) => {
    const timer = { at: this.time + ms, task };
    this.timers.add(timer);
    return timer;
  };
  clear = (timer) => this.timers.delete(timer);

  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const due = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.timers.delete(due);
      this.time = Math.max(this.time, due.at);
      due.task();
    }
    this.time = end;
  }
}

/** Lets promises go their way. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
};

function trader(options = {}) {
  const clock = new Clock();
  const sockets = [];
  class Socket {
    heard = [];
    closed = false;
    constructor(address, protocols) {
      Object.assign(this, { address, protocols });
      sockets.push(this);
    }
    accept() {
      this.onopen();
      return this;
    }
    say(frame) {
      this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
      return this;
    }
    hangUp(code, reason = "") {
      this.onclose({ code, reason });
    }
    fail() {
      this.onerror({});
      this.hangUp(1006);
    }
    send(message) {
      this.heard.push(message);
    }
    close() {
      this.closed = true;
    }
  }
  const luck = { is: 1 };
  const frames = [];
  const lines = [];
  const page = Object.assign(new EventTarget(), { hidden: false });
  const window = new EventTarget();
  const seams = {
    WebSocket: Socket,
    setTimeout: clock.set,
    clearTimeout: clock.clear,
    requestAnimationFrame: (task) => frames.push(task),
    now: () => clock.time,
    random: () => luck.is,
    document: page,
    window,
    console: { info: (line) => lines.push(line), warn: (line) => lines.push(line), error: (line) => lines.push(line) },
  };
  const client = new PriceStream({ url: "http://prices.example:8080", ...options, seams });
  const notes = [];
  client.addPriceCallback((symbol, price) => notes.push(`${symbol} ${price}`));
  const states = [];
  client.addEventListener("state", ({ detail }) => states.push(detail.state));
  const last = () => sockets[sockets.length - 1];
  const show = (hidden) => {
    page.hidden = hidden;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  const untilNextAttempt = async () => {
    const attempts = sockets.length;
    let waited = 0;
    while (sockets.length === attempts && waited < 120_000) {
      await clock.pass(10);
      waited += 10;
    }
    return waited;
  };
  return { client, clock, sockets, last, luck, frames, lines, notes, states, window, show, untilNextAttempt };
}

function same(actual, expected, what = "") {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) {
    throw new Error(`${what} expected ${e} but was ${a}`);
  }
}

const quote = (price, second, seq, epoch = "3", freshness = "LIVE") => ({
  symbol: "AAPL",
  price,
  previous_close: 149.5,
  as_of: `2026-03-09T14:00:0${second}Z`,
  seq,
  epoch,
  source: "manual",
  freshness,
});

const numbered = (count) => Array.from({ length: count }, (_, number) => `SYMBOL-${String(number).padStart(6, "0")}`);

const symbolsIn = (messages) => messages.flatMap((message) => JSON.parse(message).symbols);

const isShort = (message) => new TextEncoder().encode(message).length <= 8 << 10;

const subscribed = (...symbols) => JSON.stringify({ action: "subscribe", symbols });

export const tests = {
  "a frame sets the price and calls each callback once": () => {
    const { client, last, notes } = trader();
    const others = [];
    client.addPriceCallback((symbol, price) => others.push([symbol, price]));
    client.subscribe("AAPL");
    last().accept().say({ type: "price", symbol: "AAPL", price: 150.25 });
    same(client.prices.AAPL, 150.25);
    same(notes, ["AAPL 150.25"]);
    same(others, [["AAPL", 150.25]]);
  },

  "a callback that is taken back is not called, and one that throws harms nobody": () => {
    const { client, last, notes, lines } = trader();
    const end = client.addPriceCallback(() => notes.push("not me"));
    client.addPriceCallback(() => {
      throw new Error("on purpose");
    });
    client.addPriceCallback((symbol) => notes.push(symbol));
    end();
    client.subscribe("AAPL");
    last().accept().say({ symbol: "AAPL", price: 1 }).say({ symbol: "AAPL", price: 2 });
    same(notes, ["AAPL 1", "AAPL", "AAPL 2", "AAPL"]);
    same(lines.filter((line) => line === "A price callback failed").length, 2);
  },

  "the address is beside the API, and the subprotocol is offered": () => {
    same(trader().last().address, "ws://prices.example:8080/ws/prices");
    same(trader().last().protocols, ["tradecache.v1"]);
    same(trader({ url: "https://example.com/trade/" }).last().address, "wss://example.com/trade/ws/prices");
    same(trader({ url: "wss://example.com/elsewhere?x=1" }).last().address, "wss://example.com/elsewhere?x=1");
  },

  "it says in the console how it is connected": async () => {
    const { client, clock, last, lines, states } = trader();
    same(client.connected, false);
    last().accept();
    same(client.connected, true);
    last().hangUp(1006);
    same(client.connected, false);
    await clock.pass(500);
    last().fail();
    client.close();
    same(lines, [
      "WebSocket connected for real-time prices",
      "WebSocket disconnected",
      "WebSocket error: the connection failed",
    ]);
    same(states, ["connected", "reconnecting", "disconnected"]);
  },

  "it waits up to a bound that doubles, at random, and tries for ever": async () => {
    const { last, luck, untilNextAttempt } = trader();
    const waits = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      last().fail();
      waits.push(await untilNextAttempt());
    }
    same(waits, [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
    luck.is = 0.25;
    last().fail();
    same(await untilNextAttempt(), 5000);
  },

  "the bound starts anew only after a stable connection": async () => {
    const { clock, last, untilNextAttempt } = trader();
    last().fail();
    await untilNextAttempt();
    last().accept();
    await clock.pass(9_000);
    last().hangUp(1006);
    same(await untilNextAttempt(), 1000);
    last().accept();
    await clock.pass(10_000);
    last().hangUp(1006);
    same(await untilNextAttempt(), 500);
  },

  "it comes again when the server said so": async () => {
    const { clock, last, untilNextAttempt } = trader();
    last().accept().say({ type: "reconnect", after_ms: 3000 });
    await clock.pass(1_000);
    last().hangUp(1012);
    same(await untilNextAttempt(), 2000);
    last().fail();
    same(await untilNextAttempt(), 1000);
  },

  "some codes end it for good and others do not": async () => {
    for (const code of [1000, 1001, 1006, 1012, 4000, 4008, 4499, 5000]) {
      const { client, clock, sockets, last } = trader();
      last().accept().hangUp(code);
      await clock.pass(500);
      same([code, client.state, sockets.length], [code, "reconnecting", 2]);
    }
    for (const code of [4500, 4503, 4999]) {
      const { client, clock, sockets, last } = trader();
      const reasons = [];
      client.addEventListener("state", ({ detail }) => reasons.push(detail.reason));
      last().accept().hangUp(code, "forbidden");
      await clock.pass(600_000);
      same([client.state, sockets.length, clock.timers.size], ["disconnected", 1, 0]);
      same(reasons, ["connected", `${code} forbidden`]);
    }
  },

  "all symbols are asked for in one message after each connection": async () => {
    const { client, clock, last } = trader();
    client.subscribe(["aapl ", "MSFT"]);
    client.subscribe("GOOGL");
    client.unsubscribe("msft");
    same(last().accept().heard, [subscribed("AAPL", "GOOGL")]);
    last().hangUp(1012);
    client.subscribe(["TSLA"]);
    await clock.pass(500);
    same(last().accept().heard, [subscribed("AAPL", "GOOGL", "TSLA")]);
  },

  "many wishes are ten messages a second at most": async () => {
    const { client, clock, last } = trader();
    last().accept();
    for (let number = 0; number < 100; number++) {
      client.subscribe(`S${number}`);
      await clock.pass(10);
    }
    await clock.pass(1_000);
    same(last().heard.length >= 2 && last().heard.length <= 11, true, `${last().heard.length} messages`);
    same(last().heard.join("").includes('"S99"'), true);
  },

  "what is too much for a message is told in several, not too fast": async () => {
    const { client, clock, last } = trader();
    client.subscribe("AAPL");
    last().accept().hangUp(1006);
    client.subscribe(numbered(3_000));
    await clock.pass(500);
    const { heard } = last().accept();
    same(heard.length, 1);
    await clock.pass(99);
    same(heard.length, 1);
    await clock.pass(1);
    same(heard.length, 2);
    await clock.pass(1_000);
    same([heard.length, heard.every(isShort)], [6, true]);
    same(symbolsIn(heard), ["AAPL", ...numbered(3_000)]);
  },

  "as many symbols as a server takes are asked for in one message": () => {
    const { client, last } = trader();
    client.subscribe(numbered(200));
    same(last().accept().heard.length, 1);
  },

  "a message is no longer for symbols that are long on the wire": async () => {
    const { client, clock, last } = trader();
    client.subscribe(numbered(500).map((symbol) => `€€€"${symbol}`));
    last().accept();
    await clock.pass(1_000);
    same([last().heard.length > 1, last().heard.every(isShort)], [true, true]);
  },

  "what is too many for the server is told while the rest is asked for": async () => {
    const { client, clock, last } = trader();
    const refused = [];
    client.addEventListener("rejected", ({ detail }) => refused.push(`${detail.symbol} ${detail.code}`));
    client.subscribe(numbered(1_000));
    last().accept().say({ type: "ack", rejected: [{ symbol: "SYMBOL-000999", code: "too_many_symbols" }] });
    await clock.pass(1_000);
    same(refused, ["SYMBOL-000999 too_many_symbols"]);
    same(symbolsIn(last().heard), numbered(999));
  },

  "room is made before more is asked for": async () => {
    const { client, clock, last } = trader();
    client.subscribe(numbered(1_000));
    const { heard } = last().accept();
    await clock.pass(1_000);
    heard.length = 0;
    client.unsubscribe(numbered(1_000));
    client.subscribe("AAPL");
    await clock.pass(1_000);
    same([heard.length, heard[2]], [3, subscribed("AAPL")]);
    same(symbolsIn(heard.slice(0, 2)), numbered(1_000));
  },

  "what is far too long for a symbol is refused without the server": () => {
    const { client, last } = trader();
    const refused = [];
    client.addEventListener("rejected", ({ detail }) => refused.push(`${detail.symbol} ${detail.code}`));
    client.subscribe(["A".repeat(20_000), "AAPL"]);
    same(last().accept().heard, [subscribed("AAPL")]);
    same(refused, [`${"A".repeat(20_000)} invalid_symbol`]);
  },

  "a link without a sign of life for two heartbeats is given up": async () => {
    const { client, clock, sockets, last } = trader();
    client.subscribe("AAPL");
    const socket = last().accept().say({ type: "welcome", heartbeat_ms: 1000 }).say({ type: "snapshot", prices: [quote(10, 5, 17)] });
    for (let beat = 0; beat < 5; beat++) {
      await clock.pass(1_900);
      socket.say({ type: "heartbeat" });
    }
    await clock.pass(1_990);
    same([client.connected, client.isStale("AAPL")], [true, false]);
    await clock.pass(10);
    same([client.state, client.isStale("AAPL"), socket.closed], ["reconnecting", true, true]);
    await clock.pass(500);
    same(sockets.length, 2);
    socket.say({ symbol: "AAPL", price: 99 });
    same(client.prices.AAPL, 10, "what a link says that was given up");
  },

  "no price goes back": () => {
    const { client, last, notes } = trader();
    client.subscribe("AAPL");
    const price = (...parts) => last().say({ type: "price", ...quote(...parts) });
    last().accept();
    price(10, 5, 17);
    price(9, 4, 16);
    price(8, 5, 16);
    price(7, 5, 99, "2");
    price(10, 5, 17);
    price(6, 4, 0, "0");
    last().say({ type: "prices", prices: [{ symbol: "AAPL", price: 5, as_of: "2026-03-09T14:00:05Z", seq: 17 }] });
    same(notes, ["AAPL 10"]);
    price(11, 5, 18);
    price(12, 5, 1, "10");
    price(13, 6, 1, "1");
    same(notes, ["AAPL 10", "AAPL 11", "AAPL 12", "AAPL 13"]);
  },

  "a change is completed by the snapshot before it": () => {
    const { client, last } = trader();
    client.subscribe("AAPL");
    last().accept().say({ type: "snapshot", prices: [quote(10, 5, 17)] });
    last().say({ type: "prices", prices: [{ symbol: "AAPL", price: 11, as_of: "2026-03-09T14:00:06Z", seq: 20 }] });
    const { price, previous_close, epoch, seq, source } = client.quotes.AAPL;
    same([price, previous_close, epoch, seq, source], [11, 149.5, "3", 20, "manual"]);
  },

  "a price is stale when nobody answers for it or the server says so": async () => {
    const { client, clock, last } = trader();
    client.subscribe("AAPL");
    same(client.isStale("AAPL"), true, "none came");
    last().accept().say({ type: "snapshot", prices: [quote(10, 5, 17)] });
    same(client.isStale(" aapl"), false);
    last().hangUp(1006);
    await clock.pass(10_000);
    same(client.isStale("AAPL"), false, "not long enough");
    await clock.pass(1);
    same(client.isStale("AAPL"), true, "for too long");
    last().accept().say({ type: "snapshot", prices: [quote(10, 5, 17)] });
    same(client.isStale("AAPL"), false, "told of again");
    last().say({ type: "snapshot", prices: [quote(10, 5, 0, "0", "OUTDATED")] });
    same(client.isStale("AAPL"), true, "the server says so");
    last().say({ type: "prices", prices: [{ symbol: "AAPL", price: 10, as_of: "2026-03-09T14:00:06Z", seq: 18 }] });
    same(client.isStale("AAPL"), false, "a new one");
  },

  "what is not wanted any more is forgotten, and what is refused is told": async () => {
    const { client, clock, last, notes } = trader();
    const refused = [];
    client.addEventListener("rejected", ({ detail }) => refused.push(`${detail.symbol} ${detail.code}`));
    client.subscribe(["AAPL", "A B"]);
    last().accept().say({ symbol: "AAPL", price: 1 });
    last().say({ type: "ack", symbols: ["AAPL"], rejected: [{ symbol: "A B", code: "invalid_symbol" }] });
    await clock.pass(1_000);
    client.unsubscribe(["AAPL"]);
    last().say({ symbol: "AAPL", price: 2 });
    same(last().heard.at(-1), JSON.stringify({ action: "unsubscribe", symbols: ["AAPL"] }));
    same([refused, notes, client.prices], [["A B invalid_symbol"], ["AAPL 1"], {}]);
    last().hangUp(1012);
    await clock.pass(500);
    same(last().accept().heard, []);
  },

  "a ticket is asked for before each connection": async () => {
    let number = 0;
    const getTicket = async () => {
      if (++number === 2) {
        throw new Error("secret");
      }
      return `t+${number}`;
    };
    const { clock, sockets, last, lines } = trader({ getTicket });
    await settled();
    last().accept().hangUp(1006);
    await clock.pass(500);
    same(sockets.length, 1, "without a ticket");
    await clock.pass(1_000);
    same(
      sockets.map((socket) => socket.address),
      ["ws://prices.example:8080/ws/prices?ticket=t%2B1", "ws://prices.example:8080/ws/prices?ticket=t%2B3"],
    );
    same(lines.some((line) => line.includes("secret")), false);
  },

  "whoever comes back online, or looks again, waits no longer": async () => {
    const { clock, sockets, last, window, show } = trader();
    await clock.pass(1);
    last().fail();
    window.dispatchEvent(new Event("online"));
    same(sockets.length, 2);
    last().fail();
    show(false);
    same(sockets.length, 3);
    show(false);
    same(sockets.length, 3, "an attempt is being made");
  },

  "a page that is hidden for long gives its connection up until somebody looks": async () => {
    const { client, clock, sockets, last, show, states } = trader();
    client.subscribe("AAPL");
    const socket = last().accept().say({ type: "welcome", heartbeat_ms: 1_000_000 });
    show(true);
    await clock.pass(299_000);
    show(false);
    show(true);
    await clock.pass(299_000);
    same(client.connected, true);
    await clock.pass(1_000);
    same([client.connected, socket.closed], [false, true]);
    await clock.pass(3_600_000);
    same(sockets.length, 1);
    show(false);
    same(last().accept().heard, [subscribed("AAPL")]);
    same(states, ["connected", "reconnecting", "connected"]);
  },

  "prices can be told once an animation frame, the newest of each symbol": () => {
    const { client, last, frames, notes } = trader({ animationFrames: true });
    client.subscribe(["AAPL", "MSFT"]);
    last().accept();
    [1, 2, 3].forEach((price) => last().say({ symbol: "AAPL", price }));
    last().say({ symbol: "MSFT", price: 7 });
    same([notes, client.prices.AAPL, frames.length], [[], 3, 1]);
    frames.pop()();
    same(notes, ["AAPL 3", "MSFT 7"]);
  },

  "whatever else the server tells is an event, and what is not understood is passed over": () => {
    const { client, last, notes } = trader();
    const events = [];
    for (const type of ["market_status", "feed_status", "invalidation", "error"]) {
      client.addEventListener(type, ({ detail }) => events.push(detail));
    }
    const told = [
      { type: "market_status", market: "XNYS", phase: "OPEN", is_open: true },
      { type: "feed_status", feed: "alpaca", status: "degraded" },
      { type: "invalidation", entity_type: "portfolio", entity_id: "portfolio_1" },
      { type: "error", code: "unknown_action", message: "…" },
    ];
    client.subscribe("AAPL");
    last().accept();
    told.forEach((frame) => last().say(frame));
    last().say("no JSON").say("null").say("7").say({ type: "weather" }).say({ type: "prices", prices: [null, 7] });
    last().say({ type: "price", symbol: "AAPL", price: 1, moon: [] });
    same(events, told);
    same(notes, ["AAPL 1"]);
  },

  "whoever closes leaves nothing behind": async () => {
    const { client, clock, sockets, last, show, window } = trader();
    const socket = last().accept();
    client.close();
    client.close();
    window.dispatchEvent(new Event("online"));
    show(true);
    same(clock.timers.size, 0);
    show(false);
    await clock.pass(600_000);
    same([client.state, sockets.length, socket.closed], ["disconnected", 1, true]);
  },
};
