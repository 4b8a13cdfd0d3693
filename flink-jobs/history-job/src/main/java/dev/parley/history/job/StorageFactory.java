package dev.parley.history.job;

import java.io.Serializable;

/** Travels to the task that stores; opens nothing before it is there. */
interface StorageFactory<R> extends Serializable {
  Storage<R> open();
}
