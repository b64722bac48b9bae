// Live prices in a browser, over a WebSocket that mends itself. An ES module without dependencies:
//
//   import { PriceStream } from "/client/tradecache-stream.js";
//   const client = new PriceStream();
//   client.addPriceCallback((symbol, price) => console.log(symbol, price));
//   client.subscribe(["AAPL", "MSFT"]);

const PROTOCOL = "tradecache.v1";
const BASE_MS = 500;
const CAP_MS = 20_000;
const STABLE_MS = 10_000;
const SILENCE_MS = 30_000;
const LONGEST_HINT_MS = 60_000;
const BETWEEN_MESSAGES_MS = 100;
/** In bytes, half of what a server takes. */
const LONGEST_MESSAGE = 8 << 10;
/** Twice as long as any symbol is; a server would name a longer one by its beginning only. */
const LONGEST_SYMBOL = 32;
const NORMAL = 1000;

/**
 * @typedef {"connected" | "reconnecting" | "disconnected"} State
 *   Disconnected is for good: closed by this side, or by a server that wants no more attempts.
 *
 * @typedef {object} Quote
 *   What is known of a symbol, named as on the wire; only `symbol` and `price` are always there.
 * @property {string} symbol
 * @property {number} price
 * @property {number} [previous_close]
 * @property {number} [change]
 * @property {number} [change_pct]
 * @property {number} [volume]
 * @property {string} [as_of]
 * @property {number} [seq]
 * @property {string} [epoch]
 * @property {string} [source]
 * @property {string} [market_state]
 * @property {string} [freshness] as the server judged it; missing after a change that has just come
 *
 * @typedef {object} Options
 * @property {string | URL} [url] `http(s)` of the server (the page's own by default), or the `ws(s)` address itself
 * @property {() => Promise<string>} [getTicket] called before each connection, for a server that wants a ticket
 * @property {number} [interval] milliseconds between prices, 100 to 5000
 * @property {number} [staleAfter] milliseconds that a price is trusted without a connection, 10 s by default
 * @property {number} [hiddenFor] milliseconds after which a hidden page gives its connection up, 5 min by default
 * @property {boolean} [animationFrames] tell prices once an animation frame, the newest of each symbol
 * @property {Partial<Seams>} [seams] for tests
 *
 * @typedef {object} Seams
 * @property {typeof WebSocket} WebSocket
 * @property {(task: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(task: () => void) => any} requestAnimationFrame
 * @property {() => number} now milliseconds that pass
 * @property {() => number} random from 0 to below 1
 * @property {Document} document
 * @property {EventTarget} window
 * @property {Pick<Console, "info" | "warn" | "error">} console
 */

/**
 * A stream of prices. It connects by itself, again and again, asks each time for all symbols that are wanted, and lets no
 * price go back.
 *
 * It dispatches `price` (detail: a {@link Quote}), `state` (`{state, reason}`), `market_status`, `feed_status`,
 * `invalidation`, `rejected` (`{symbol, code}`) and `error` (`{code, message}`), each with the frame as its detail.
 */
export class PriceStream extends EventTarget {
  /** @type {Record<string, number>} the latest price of each symbol */
  prices = Object.create(null);
  /** @type {Record<string, Quote>} all that is known of each symbol */
  quotes = Object.create(null);
  /** @type {State} */
  state = "reconnecting";

  #options;
  #seams;
  #address;
  #callbacks = new Set();
  #wanted = new Set();
  #untold = new Set();
  #unwanted = new Set();
  /** Since when nobody answers for a symbol's price. */
  #doubtful = new Map();
  #waiting = new Map();
  #link = null;
  #attempts = 0;
  #retry = null;
  #telling = null;
  #toldAt = -Infinity;
  #hiding = null;
  #paused = false;
  #listening = new AbortController();

  /** @param {Options} [options] */
  constructor(options = {}) {
    super();
    this.#options = { staleAfter: 10_000, hiddenFor: 300_000, ...options };
    const page = globalThis;
    this.#seams = {
      WebSocket: page.WebSocket,
      setTimeout: (task, ms) => page.setTimeout(task, ms),
      clearTimeout: (timer) => page.clearTimeout(timer),
      requestAnimationFrame: (task) => page.requestAnimationFrame(task),
      now: () => page.performance.now(),
      random: Math.random,
      document: page.document,
      window: page,
      console: page.console,
      ...options.seams,
    };
    this.#address = addressOf(options.url ?? page.location.origin);
    const signal = this.#listening.signal;
    this.#seams.window?.addEventListener("online", () => this.#hurry(), { signal });
    this.#seams.document?.addEventListener("visibilitychange", () => this.#visibilityChanged(), { signal });
    this.#connect();
  }

  /** Whether prices come. */
  get connected() {
    return this.state === "connected";
  }

  /**
   * Calls back with each new price. A callback that throws is complained of in the console, and called the next time.
   *
   * @param {(symbol: string, price: number, quote: Quote) => void} callback
   * @returns {() => void} ends it
   */
  addPriceCallback(callback) {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** @param {Iterable<string> | string} symbols wanted from now on, and after each reconnect */
  subscribe(symbols) {
    for (const symbol of normalised(symbols)) {
      this.#unwanted.delete(symbol);
      if (symbol.length > LONGEST_SYMBOL) {
        this.#rejected({ symbol, code: "invalid_symbol" });
      } else if (!this.#wanted.has(symbol)) {
        this.#wanted.add(symbol);
        this.#untold.add(symbol);
      }
    }
    this.#tellSoon();
  }

  /** @param {Iterable<string> | string} symbols not wanted any more; their prices are forgotten */
  unsubscribe(symbols) {
    for (const symbol of normalised(symbols)) {
      if (this.#wanted.delete(symbol) && !this.#untold.delete(symbol)) {
        this.#unwanted.add(symbol);
      }
      this.#forget(symbol);
    }
    this.#tellSoon();
  }

  /**
   * Whether the price of a symbol should be shown as old: none is known, the server calls it stale or outdated, or nobody
   * has answered for it since a connection was lost too long ago.
   *
   * @param {string} symbol
   */
  isStale(symbol) {
    const [wanted] = normalised(symbol);
    const quote = this.quotes[wanted];
    const since = this.#doubtful.get(wanted) ?? Infinity;
    return !quote || this.#seams.now() - since > this.#options.staleAfter || isCalledStale(quote);
  }

  /** Ends it for good. */
  close() {
    if (this.state !== "disconnected") {
      this.#hangUp();
      this.#stop("closed by this side");
    }
  }

  async #connect() {
    this.#retry = null;
    const link = { socket: null, openedAt: null, heardAt: this.#seams.now(), silence: SILENCE_MS, hint: null, watch: null };
    this.#link = link;
    this.#watch(link, link.silence);
    try {
      const address = new URL(this.#address);
      if (this.#options.getTicket) {
        address.searchParams.set("ticket", await this.#options.getTicket());
      }
      if (this.#link !== link) {
        return;
      }
      const socket = new this.#seams.WebSocket(address.href, [PROTOCOL]);
      link.socket = socket;
      socket.onopen = () => this.#link === link && this.#opened(link);
      socket.onmessage = (event) => this.#link === link && this.#heard(link, event.data);
      socket.onerror = () => this.#link === link && this.#complain("the connection failed");
      socket.onclose = (event) => this.#ended(link, event.code, event.reason);
    } catch (failure) {
      // Not its message, which might hold the ticket.
      this.#complain(`no ticket, or no connection: ${failure?.name ?? "unknown"}`);
      this.#ended(link, 0, "no ticket, or no connection");
    }
  }

  #opened(link) {
    link.openedAt = link.heardAt = this.#seams.now();
    this.#seams.console.info("WebSocket connected for real-time prices");
    this.#untold = new Set(this.#wanted);
    this.#unwanted.clear();
    this.#tell();
    this.#enter("connected", "connected");
  }

  #heard(link, data) {
    link.heardAt = this.#seams.now();
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      this.#complain("a frame was passed over that is no JSON");
      return;
    }
    switch (frame?.type ?? "price") {
      case "price":
        return this.#take(frame);
      case "snapshot":
        return (frame.prices ?? [frame]).forEach((quote) => this.#take(quote));
      case "prices":
        return frame.prices?.forEach((change) => this.#take(change, this.quotes[change?.symbol]));
      case "welcome":
        return frame.heartbeat_ms > 0 && this.#watch(link, (link.silence = 2 * frame.heartbeat_ms));
      case "reconnect":
        link.hint = this.#seams.now() + Math.min(Math.max(frame.after_ms || 0, 0), LONGEST_HINT_MS);
        return;
      case "ack":
        return frame.rejected?.forEach((refused) => this.#rejected(refused));
      case "market_status":
      case "feed_status":
      case "invalidation":
      case "error":
        return this.#dispatch(frame.type, frame);
    }
  }

  /** Takes a quote, or a change, which is completed by what was known before it. */
  #take(told, before) {
    if (!this.#wanted.has(told?.symbol) || typeof told.price !== "number") {
      return;
    }
    const { type, ...fields } = told;
    const known = this.quotes[told.symbol];
    const quote = before ? { ...before, freshness: undefined, ...fields } : fields;
    this.#doubtful.delete(told.symbol);
    if (known && !isAfter(quote, known)) {
      if (!before && isSame(quote, known)) {
        this.quotes[told.symbol] = { ...known, freshness: quote.freshness, market_state: quote.market_state };
      }
      return;
    }
    this.quotes[told.symbol] = quote;
    this.prices[told.symbol] = quote.price;
    this.#announce(quote);
  }

  #announce(quote) {
    if (!this.#options.animationFrames) {
      this.#tellPrice(quote);
      return;
    }
    if (this.#waiting.size === 0) {
      this.#seams.requestAnimationFrame(() => {
        const newest = [...this.#waiting.values()];
        this.#waiting.clear();
        newest.forEach((each) => this.#tellPrice(each));
      });
    }
    this.#waiting.set(quote.symbol, quote);
  }

  #tellPrice(quote) {
    for (const callback of this.#callbacks) {
      try {
        callback(quote.symbol, quote.price, quote);
      } catch (failure) {
        this.#seams.console.error("A price callback failed", failure);
      }
    }
    this.#dispatch("price", quote);
  }

  #rejected(refused) {
    this.#wanted.delete(refused.symbol);
    this.#untold.delete(refused.symbol);
    this.#forget(refused.symbol);
    this.#dispatch("rejected", refused);
  }

  #ended(link, code, reason, answered = true) {
    if (this.#link !== link) {
      return;
    }
    const now = this.#seams.now();
    this.#link = null;
    this.#seams.clearTimeout(link.watch);
    if (link.openedAt !== null && now - link.openedAt >= STABLE_MS) {
      this.#attempts = 0;
    }
    this.#doubtAll(answered ? now : -Infinity);
    if (link.openedAt !== null) {
      this.#seams.console.info("WebSocket disconnected");
    }
    const why = `${code || ""} ${reason}`.trim();
    if (code >= 4500 && code <= 4999) {
      this.#stop(why);
      return;
    }
    this.#retry = this.#seams.setTimeout(() => this.#connect(), this.#delay(link.hint));
    if (this.connected) {
      this.#enter("reconnecting", why);
    }
  }

  /** Full jitter; a moment that the server has named goes first, unless it keeps sending us away. */
  #delay(hint) {
    const first = this.#attempts === 0;
    const jitter = this.#seams.random() * Math.min(CAP_MS, BASE_MS * 2 ** this.#attempts++);
    return hint === null ? jitter : Math.max(0, hint - this.#seams.now()) + (first ? 0 : jitter);
  }

  /** Gives a link up on which nothing comes for so long. */
  #watch(link, ms) {
    this.#seams.clearTimeout(link.watch);
    link.watch = this.#seams.setTimeout(() => {
      const silence = this.#seams.now() - link.heardAt;
      if (silence < link.silence) {
        this.#watch(link, link.silence - silence);
        return;
      }
      this.#complain(`nothing came for ${Math.round(silence)} ms`);
      link.socket?.close();
      this.#ended(link, 0, "nothing came for too long", false);
    }, ms);
  }

  /** The network is back, or somebody looks: no more waiting. A link that may have died unseen is tried at once. */
  #hurry() {
    if (this.state === "disconnected" || this.#paused) {
      return;
    }
    if (this.#retry !== null) {
      this.#seams.clearTimeout(this.#retry);
      this.#connect();
    } else if (this.#link && this.#seams.now() - this.#link.heardAt >= this.#link.silence) {
      this.#link.socket?.close();
      this.#ended(this.#link, 0, "nothing came while nobody looked", false);
    }
  }

  #visibilityChanged() {
    this.#seams.clearTimeout(this.#hiding);
    if (this.#seams.document.hidden) {
      this.#hiding = this.#seams.setTimeout(() => this.#pause(), this.#options.hiddenFor);
    } else {
      if (this.#paused) {
        this.#paused = false;
        this.#connect();
      }
      this.#hurry();
    }
  }

  /** Nobody looks: others may have the connection. */
  #pause() {
    if (this.state !== "disconnected") {
      this.#paused = true;
      this.#hangUp();
      this.#enter("reconnecting", "paused, since the page is hidden");
    }
  }

  #hangUp() {
    const link = this.#link;
    this.#link = null;
    this.#seams.clearTimeout(this.#retry);
    this.#seams.clearTimeout(this.#telling);
    this.#retry = this.#telling = null;
    this.#doubtAll(this.#seams.now());
    if (link) {
      this.#seams.clearTimeout(link.watch);
      link.socket?.close(NORMAL);
      if (link.openedAt !== null) {
        this.#seams.console.info("WebSocket disconnected");
      }
    }
  }

  #stop(reason) {
    this.#seams.clearTimeout(this.#hiding);
    this.#listening.abort();
    this.#enter("disconnected", reason);
  }

  /** At once, or together with what is wished until a moment has passed: a server heeds twenty messages a second. */
  #tellSoon() {
    const wait = this.#toldAt + BETWEEN_MESSAGES_MS - this.#seams.now();
    if (wait <= 0) {
      this.#tell();
    } else {
      this.#telling ??= this.#seams.setTimeout(() => this.#tell(), wait);
    }
  }

  #tell() {
    this.#seams.clearTimeout(this.#telling);
    this.#telling = null;
    if (this.#link === null || this.#link.openedAt === null) {
      return;
    }
    this.#toldAt = this.#seams.now();
    this.#send("unsubscribe", this.#unwanted);
    if (this.#unwanted.size === 0) {
      this.#send("subscribe", this.#untold, this.#options.interval);
    }
    if (this.#unwanted.size + this.#untold.size > 0) {
      this.#tellSoon();
    }
  }

  /** Takes as many symbols as fit in a message. */
  #send(action, symbols, interval_ms) {
    if (symbols.size === 0) {
      return;
    }
    const told = [];
    let bytes = bytesOf({ action, symbols: told, interval_ms });
    for (const symbol of symbols) {
      bytes += bytesOf(symbol) + 1;
      if (bytes > LONGEST_MESSAGE) {
        break;
      }
      told.push(symbol);
      symbols.delete(symbol);
    }
    this.#link.socket.send(JSON.stringify({ action, symbols: told, interval_ms }));
  }

  #forget(symbol) {
    delete this.prices[symbol];
    delete this.quotes[symbol];
    this.#doubtful.delete(symbol);
    this.#waiting.delete(symbol);
  }

  #doubtAll(since) {
    for (const symbol of Object.keys(this.quotes)) {
      this.#doubtful.set(symbol, Math.min(since, this.#doubtful.get(symbol) ?? Infinity));
    }
  }

  #enter(state, reason) {
    this.state = state;
    this.#dispatch("state", { state, reason });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #complain(what) {
    this.#seams.console.warn(`WebSocket error: ${what}`);
  }
}

/** @param {string | URL} server */
function addressOf(server) {
  const address = new URL(server, globalThis.location?.href);
  if (address.protocol === "ws:" || address.protocol === "wss:") {
    return address.href;
  }
  if (address.protocol !== "http:" && address.protocol !== "https:") {
    throw new TypeError(`'${address.protocol}' is no address of a server: expected http, https, ws or wss`);
  }
  const path = address.pathname.replace(/\/+$/, "");
  return `${address.protocol.replace("http", "ws")}//${address.host}${path}/ws/prices`;
}

function bytesOf(message) {
  return new TextEncoder().encode(JSON.stringify(message)).length;
}

function normalised(symbols) {
  return [...(typeof symbols === "string" ? [symbols] : symbols)].map((symbol) => symbol.trim().toUpperCase());
}

/** The source's time decides; the numbers decide between prices of one moment, since they begin anew with some servers. */
function isAfter(quote, known) {
  const times = Date.parse(quote.as_of) - Date.parse(known.as_of);
  if (times) {
    return times > 0;
  }
  if (!quote.seq && !known.seq) {
    return quote.price !== known.price;
  }
  const [epoch, before] = [String(quote.epoch ?? 0), String(known.epoch ?? 0)];
  if (epoch === before) {
    return (quote.seq ?? 0) > (known.seq ?? 0);
  }
  // Numbers in text, which may be larger than JavaScript's own.
  return epoch.length === before.length ? epoch > before : epoch.length > before.length;
}

function isSame(quote, known) {
  return (
    quote.price === known.price &&
    (quote.as_of ? quote.as_of === known.as_of : quote.seq === known.seq && quote.epoch === known.epoch)
  );
}

function isCalledStale(quote) {
  return quote.freshness === "STALE" || quote.freshness === "OUTDATED";
}
