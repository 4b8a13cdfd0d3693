package dev.parley.stack.load;

import dev.parley.client.http.DevTokens;
import dev.parley.client.http.HistoryApi;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.HistoryPage;
import dev.parley.protocol.v1.Message;
import dev.parley.stack.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads every conversation back over HTTP and compares it with what was sent. */
final class HistoryCheck {
  private static final int READERS = 4;
  private static final int ANSWER_S = 30;

  private final Script script;
  private final Ledger ledger;
  private final HistoryApi api;
  private final DevTokens tokens;
  private final Duration patience;

  /**
   * A check of one run.
   *
   * @param patience how long a conversation may lag behind what was delivered
   */
  HistoryCheck(Script script, Ledger ledger, HistoryApi api, DevTokens tokens, Duration patience) {
    this.script = script;
    this.ledger = ledger;
    this.api = api;
    this.tokens = tokens;
    this.patience = patience;
  }

  HistoryResult run(Progress progress) throws InterruptedException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      AtomicInteger done = new AtomicInteger();
      List<Future<HistoryResult>> results = new ArrayList<>();
      for (Map.Entry<String, List<Integer>> entry : script.conversations().entrySet()) {
        Callable<HistoryResult> check =
            () -> {
              HistoryResult result = check(entry.getKey(), entry.getValue());
              progress.to(done.incrementAndGet());
              return result;
            };
        results.add(readers.submit(check));
      }
      HistoryResult all = HistoryResult.NOTHING;
      for (Future<HistoryResult> result : results) {
        all = all.plus(result.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the history check failed", e);
    } finally {
      readers.shutdownNow();
    }
  }

  /** The history is written by its own job, so what is missing may still come. */
  private HistoryResult check(String conversation, List<Integer> numbers)
      throws InterruptedException {
    List<HistoryResult> last = new ArrayList<>();
    Await.until(
        patience,
        () -> {
          last.clear();
          last.add(compare(conversation, numbers));
          return last.get(0).clean();
        });
    return last.get(0);
  }

  private HistoryResult compare(String conversation, List<Integer> numbers) {
    try {
      List<Message> messages = read(conversation, script.get(numbers.get(0)).from());
      return HistoryResult.of(script, ledger, numbers, messages);
    } catch (ExecutionException | TimeoutException e) {
      return HistoryResult.unreadable(numbers.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HistoryResult.unreadable(numbers.size());
    }
  }

  private List<Message> read(String conversation, String reader)
      throws InterruptedException, ExecutionException, TimeoutException {
    String token = tokens.token(reader).get(ANSWER_S, TimeUnit.SECONDS);
    List<Message> messages = new ArrayList<>();
    @Nullable Long before = null;
    while (true) {
      HistoryPage page =
          api.messages(token, conversation, before, ProtocolLimits.PAGE_LIMIT_MAX)
              .get(ANSWER_S, TimeUnit.SECONDS);
      messages.addAll(0, page.getMessagesList());
      if (!page.getHasMore() || page.getMessagesCount() == 0) {
        return messages;
      }
      before = page.getMessages(0).getSeq();
    }
  }
}
