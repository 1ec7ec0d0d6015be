package herd.net;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * The way by which connections come in, a listener or dialling, and what all share that come by it.
 *
 * <p><b>Threading.</b> Loop only.
 *
 * @param settings what holds for them
 * @param left is told the peer's address of each that ends
 */
record Entrance(LoopParts loop, ConnectionSettings settings, Consumer<InetSocketAddress> left) {}
