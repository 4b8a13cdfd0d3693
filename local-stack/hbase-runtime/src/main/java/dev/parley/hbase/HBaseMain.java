package dev.parley.hbase;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.util.JVMClusterUtil.MasterThread;
import org.apache.hadoop.hbase.util.JVMClusterUtil.RegionServerThread;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * A master and a region server in one process, on a ZooKeeper that is not theirs. HBase's own
 * command line starts its own ZooKeeper as soon as the two share a process.
 */
public final class HBaseMain {
  private static final int MASTERS = 1;
  private static final int REGION_SERVERS = 1;
  private static final long LOOK_MS = 500;

  private HBaseMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Configuration configuration = HBaseConfiguration.create();
    DefaultMetricsSystem.setMiniClusterMode(true); // the two register the same names
    LocalHBaseCluster cluster = new LocalHBaseCluster(configuration, MASTERS, REGION_SERVERS);
    cluster.startup();
    MasterThread master = cluster.getMasters().get(0);
    RegionServerThread regionServer = cluster.getRegionServers().get(0);
    while (master.isAlive() && regionServer.isAlive()) {
      master.join(LOOK_MS);
    }
    // One without the other serves nobody; whoever looks after this process starts both again.
    System.exit(
        master.getMaster().isAborted() || regionServer.getRegionServer().isAborted() ? 1 : 0);
  }
}
