using System.Diagnostics;

namespace HourExchange.Bench;

/// <summary>One drain as it is measured: from the first message a consumer sees to the last one it has finished.</summary>
internal sealed class Drain(int expected)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _firstAt;
    private Cpu? _cpuAtFirst;
    private int _finished;

    public void Saw()
    {
        if (Interlocked.CompareExchange(ref _firstAt, Stopwatch.GetTimestamp(), 0) == 0)
        {
            _cpuAtFirst = Cpu.Now();
        }
    }

    public void Finished(int count)
    {
        if (Interlocked.Add(ref _finished, count) >= expected)
        {
            _done.TrySetResult();
        }
    }

    /// <exception cref="TimeoutException">Not drained within five minutes.</exception>
    public async Task<Measured> Measure()
    {
        await _done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var seconds = Stopwatch.GetElapsedTime(_firstAt).TotalSeconds;
        return new Measured(expected / seconds, Cpu.Now().PerEvent(_cpuAtFirst!, expected));
    }
}
