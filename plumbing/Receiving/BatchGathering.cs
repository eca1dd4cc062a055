using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// Gathers a queue's messages into batches. A batch closes at its limit; before, when one of the workers is free and either nothing has
/// joined it for two milliseconds or its first message has waited long enough. Where many come it is full before; where few come,
/// somebody waits for each.
/// </summary>
/// <param name="wait">At most. In real time, whatever clock the service goes by.</param>
/// <param name="atOnce">Batches worked at a time.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as the process; the semaphore holds no handle of the system's.")]
internal sealed class BatchGathering<T>(int limit, TimeSpan wait, int atOnce, Func<IReadOnlyList<T>, Task> work)
{
    /// <summary>Messages of one wave of the broker's come closer together than this.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _workers = new(atOnce);
    private Batch? _open;

    /// <returns>Ends when the message's batch has been worked, and fails as it does: one task for all of them.</returns>
    public Task Add(T message)
    {
        lock (_lock)
        {
            var batch = _open ??= Open();
            batch.Messages.Add(message);
            if (batch.Messages.Count == limit)
            {
                _open = null;
                batch.Full.SetResult();
            }

            return batch.Worked;
        }
    }

    private Batch Open()
    {
        var batch = new Batch(limit);
        // Elsewhere: it must not close the batch before the first message is in it.
        batch.Worked = Task.Run(() => Work(batch));
        return batch;
    }

    private async Task Work(Batch batch)
    {
        await Gather(batch);
        await _workers.WaitAsync();
        try
        {
            Close(batch);
            await work(batch.Messages);
        }
        finally
        {
            _workers.Release();
        }
    }

    private async Task Gather(Batch batch)
    {
        var began = Stopwatch.GetTimestamp();
        for (var joined = 0; joined < Count(batch) && !batch.Full.Task.IsCompleted && Stopwatch.GetElapsedTime(began) < wait;)
        {
            joined = Count(batch);
            await Task.WhenAny(batch.Full.Task, Task.Delay(Quiet));
        }
    }

    private int Count(Batch batch)
    {
        lock (_lock)
        {
            return batch.Messages.Count;
        }
    }

    private void Close(Batch batch)
    {
        lock (_lock)
        {
            _open = _open == batch ? null : _open;
        }
    }

    private sealed class Batch(int limit)
    {
        public List<T> Messages { get; } = new(limit);

        // Its continuation works the batch: not under the lock of who adds the last message.
        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Worked { get; set; } = Task.CompletedTask;
    }
}
