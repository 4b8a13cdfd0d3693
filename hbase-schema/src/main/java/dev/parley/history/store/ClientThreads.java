package dev.parley.history.store;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import org.apache.hbase.thirdparty.io.netty.util.HashedWheelTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that HBase's client keeps in static fields. They outlive every connection, which is
 * right for a process that ends with them; in a process that goes on and loads the client anew,
 * they would hold the former classes for ever, 20 MB of them.
 */
public final class ClientThreads {
  private static final Logger LOG = LoggerFactory.getLogger(ClientThreads.class);

  private ClientThreads() {}

  /** Ends them. The client of this class loader can't be used any more. */
  public static void stop() {
    try {
      ((HashedWheelTimer) field("ipc.AbstractRpcClient", "WHEEL_TIMER")).stop();
      ((HashedWheelTimer) field("client.AsyncConnectionImpl", "RETRY_TIMER")).stop();
      ((ExecutorService) field("ipc.AbstractRpcClient", "IDLE_CONN_SWEEPER")).shutdownNow();
    } catch (ReflectiveOperationException | ClassCastException e) {
      LOG.warn("HBase's client keeps its threads in other places; its classes stay loaded", e);
    }
  }

  /** Fields that the client has no method for. */
  private static Object field(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName("org.apache.hadoop.hbase." + type).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
