package dev.parley.conversation.job;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** Where keyed state lives in a test. */
enum Backend {
  HEAP {
    @Override
    StateBackend create() {
      return new HashMapStateBackend();
    }
  },
  ROCKSDB {
    @Override
    StateBackend create() {
      return new EmbeddedRocksDBStateBackend();
    }
  };

  abstract StateBackend create();
}
