using System.Diagnostics;

namespace HourExchange.Bench;

/// <summary>
/// One drain as it is measured. Its first messages run it in: until then a consumer that has just started opens connections,
/// prepares statements and compiles what it used to start. A service runs for weeks.
/// </summary>
/// <param name="runIn">Messages before the measure begins.</param>
/// <param name="expected">All messages, those before included.</param>
internal sealed class Drain(int runIn, int expected)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _counting = new();
    private long _startedAt;
    private Cpu? _cpuAtStart;
    private int _countAtStart;
    private int _finished;

    public void Finished(int count)
    {
        lock (_counting)
        {
            _finished += count;
            if (_cpuAtStart is null && _finished >= runIn)
            {
                _countAtStart = _finished;
                _startedAt = Stopwatch.GetTimestamp();
                _cpuAtStart = Cpu.Now();
            }

            if (_finished >= expected)
            {
                _done.TrySetResult();
            }
        }
    }

    /// <exception cref="TimeoutException">Not drained within five minutes.</exception>
    public async Task<Measured> Measure()
    {
        await _done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var seconds = Stopwatch.GetElapsedTime(_startedAt).TotalSeconds;
        var measured = expected - _countAtStart;
        return new Measured(measured / seconds, Cpu.Now().PerEvent(_cpuAtStart!, measured));
    }
}
