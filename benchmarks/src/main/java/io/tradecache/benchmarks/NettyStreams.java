package io.tradecache.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The least that a Netty server can do and look like a stream of prices: the same frame to every client, four times a
 * second, in slots of 10 ms. It is encoded once for all clients of a slot, header included. No subscriptions, no prices,
 * nothing is told of slow clients. Ends with its input.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody looks at what becomes of one frame or one connection.
public final class NettyStreams {

    private static final int SLOTS = 25;
    private static final long SLOT_MILLIS = 10;
    private static final int BACKLOG = 4096;
    private static final int LONGEST = 16 << 10;
    private static final int TEXT = 0x81;
    private static final int LENGTH_FOLLOWS = 126;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final String SENT_AT = "\"sent_at\":\"";

    private final byte[] frame;
    private final int sentAt;
    private final Map<EventLoop, Slots> slots = new ConcurrentHashMap<>();

    private NettyStreams(String text) {
        frame = text.getBytes(StandardCharsets.UTF_8);
        sentAt = text.indexOf(SENT_AT) + SENT_AT.length();
    }

    /**
     * Serves on any free port.
     *
     * @param args a file with the frame to send
     * @throws IOException when the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        NettyStreams streams = new NettyStreams(Files.readString(Path.of(args[0])));
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), io);
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(streams.new Pipeline())
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        ServerProcess.serve(((InetSocketAddress) server.localAddress()).getPort());
        System.exit(0);
    }

    /** What a connection goes through. */
    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(LONGEST),
                            new WebSocketServerProtocolHandler("/ws/prices", "tradecache.v1"),
                            new Subscriber());
        }
    }

    /** Whatever a client says, it is sent the frames. */
    private final class Subscriber extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame message) {
            // It need not say anything.
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                Channel channel = context.channel();
                slots.computeIfAbsent(channel.eventLoop(), Slots::new).add(channel);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** The clients of one thread, spread over the interval. */
    private final class Slots {
        private final List<List<Channel>> slots = new ArrayList<>();
        private int added;
        private int turn;

        Slots(EventLoop loop) {
            for (int slot = 0; slot < SLOTS; slot++) {
                slots.add(new ArrayList<>());
            }
            loop.scheduleAtFixedRate(this::turn, SLOT_MILLIS, SLOT_MILLIS, TimeUnit.MILLISECONDS);
        }

        void add(Channel channel) {
            slots.get(added++ % SLOTS).add(channel);
        }

        private void turn() {
            List<Channel> due = slots.get(turn++ % SLOTS);
            due.removeIf(channel -> !channel.isActive());
            if (due.isEmpty()) {
                return;
            }
            ByteBuf encoded = encode(due.get(0));
            for (Channel channel : due) {
                if (channel.isWritable()) {
                    channel.writeAndFlush(encoded.retainedDuplicate(), channel.voidPromise());
                }
            }
            encoded.release();
        }
    }

    private ByteBuf encode(Channel any) {
        byte[] moment = MOMENT.format(Instant.now()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(moment, 0, frame, sentAt, moment.length);
        return any.alloc()
                .directBuffer(frame.length + 4)
                .writeByte(TEXT)
                .writeByte(LENGTH_FOLLOWS)
                .writeShort(frame.length)
                .writeBytes(frame);
    }
}
