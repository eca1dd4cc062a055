using System.Diagnostics;

namespace HourExchange.Tests.Kit;

/// <summary>Polls until a condition holds, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task Holds(string what, Func<Task<bool>> condition) => Holds(what, Deadline, condition);

    public static async Task Holds(string what, TimeSpan deadline, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < deadline, $"After {watch.Elapsed.TotalSeconds:0} s it still does not hold: {what}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public static async Task Equal<T>(T expected, Func<Task<T>> read)
    {
        var watch = Stopwatch.StartNew();
        var actual = await read();
        while (!Equals(expected, actual) && watch.Elapsed < Deadline)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
            actual = await read();
        }

        Assert.Equal(expected, actual);
    }
}
