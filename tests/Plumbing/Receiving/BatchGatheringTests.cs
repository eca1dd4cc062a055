using System.Collections.Concurrent;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Tests.Plumbing.Receiving;

public sealed class BatchGatheringTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_full_batch_does_not_wait()
    {
        var worked = new ConcurrentQueue<string>();
        var batches = new BatchGathering<int>(3, Long, 1, batch => Note(worked, batch));
        await Task.WhenAll(Enumerable.Range(1, 6).Select(batches.Add)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1 2 3", "4 5 6"], worked.Order());
    }

    [Fact]
    public async Task An_incomplete_batch_is_worked_when_its_first_message_has_waited()
    {
        var worked = new ConcurrentQueue<string>();
        var batches = new BatchGathering<int>(3, TimeSpan.FromMilliseconds(500), 1, batch => Note(worked, batch));
        await Task.WhenAll(batches.Add(1), batches.Add(2)).WaitAsync(TimeSpan.FromSeconds(30));
        await batches.Add(3).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1 2", "3"], worked);
    }

    [Fact]
    public async Task A_message_that_nobody_joins_does_not_wait_for_company()
    {
        var worked = new ConcurrentQueue<string>();
        var batches = new BatchGathering<int>(3, Long, 1, batch => Note(worked, batch));
        await batches.Add(1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1"], worked);
    }

    [Fact]
    public async Task A_message_that_need_not_wait_is_worked_too()
    {
        var worked = new ConcurrentQueue<string>();
        var batches = new BatchGathering<int>(3, TimeSpan.Zero, 1, batch => Note(worked, batch));
        await batches.Add(1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1"], worked);
    }

    [Fact]
    public async Task No_more_batches_are_worked_at_once_than_allowed_and_the_open_one_goes_on_filling()
    {
        var worked = new ConcurrentQueue<string>();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var batches = new BatchGathering<int>(3, Short, 1, async batch =>
        {
            await Note(worked, batch);
            first.TrySetResult();
            await release.Task;
        });
        List<Task> added = [batches.Add(1)];
        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        added.Add(batches.Add(2));
        // Nothing happens meanwhile: others that began to wait later have been worked.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new BatchGathering<int>(3, Short * 5, 1, _ => Task.CompletedTask).Add(0)));
        added.Add(batches.Add(3));
        Assert.Equal(["1"], worked);
        release.SetResult();
        await Task.WhenAll(added).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1", "2 3"], worked);
    }

    [Fact]
    public async Task A_batch_that_fails_fails_for_its_own_messages_alone()
    {
        var batches = new BatchGathering<int>(2, Long, 1, batch => batch.Contains(2) ? Task.FromException(new InvalidOperationException("two")) : Task.CompletedTask);
        var added = Enumerable.Range(1, 4).Select(batches.Add).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => added[0]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => added[1]);
        await Task.WhenAll(added[2], added[3]).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task Note(ConcurrentQueue<string> worked, IReadOnlyList<int> batch)
    {
        worked.Enqueue(string.Join(' ', batch));
        return Task.CompletedTask;
    }
}
