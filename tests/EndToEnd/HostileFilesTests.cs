using System.Diagnostics;
using System.Globalization;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.EndToEnd;

/// <summary>One institution sends files made to cost, all at once, to everything that reads files: each is refused, memory stays, and another institution's list is taken meanwhile.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
[Collection(Alone.Name)]
public sealed class HostileFilesTests(HxHouse house) : IClassFixture<HxHouse>
{
    private const int MemoryMegabytes = 1_024;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly (string Name, string Role, bool IsLedger, string Path)[] Readers =
    [
        ("import", "registrar", false, "imports?agreement=HETS-HG"),
        ("import in steps", "registrar", false, "imports/stored?agreement=HETS-HG"),
        ("reconciliation", "finance", true, "books/HETS-HG/reconciliations?year=2014-2015&counterpart=HG"),
        ("document", "management", false, "agreements/HETS-HG/documents?title=T"),
    ];

    [Fact]
    public async Task Files_made_to_cost_are_refused_and_nobody_else_waits()
    {
        (await house.Run("up")).Is(0);
        await InRunningHouse.Agree(house);
        await InRunningHouse.ListWithOneKey(house, "warm", 20);
        var other = await house.As("HG", "registrar");
        foreach (var reader in Readers)
        {
            var before = (Interventions: house.MostMemory("interventions"), Ledger: house.MostMemory("ledger"));
            var sender = await house.As("HETS", reader.Role);
            using var end = new CancellationTokenSource();
            var waited = Others(other, end.Token);
            var watch = Stopwatch.StartNew();
            var answers = await Task.WhenAll(HostileFiles.All.Select(file => Send(sender, reader.IsLedger, reader.Path, file)));
            var seconds = watch.Elapsed.TotalSeconds;
            await end.CancelAsync();
            var longest = await waited;
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{reader.Name}: {seconds:0.0} s for {answers.Length} files at once; another's list waited {longest.TotalSeconds:0.0} s at most; most memory interventions {before.Interventions} to {house.MostMemory("interventions")} MB, ledger {before.Ledger} to {house.MostMemory("ledger")} MB"));
            foreach (var (file, reply, took) in answers)
            {
                TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file}: {reply.Status} {reply.Code} after {took.TotalSeconds:0.0} s"));
            }

            // What is looked at in steps is taken when its form can be read, faults of its rows and all.
            Assert.All(answers, answer => Assert.True(
                answer.Reply is { Status: >= 400 and < 500, Code.Length: > 0 } || (reader.Name == "import in steps" && answer.File == HostileFiles.Faults && answer.Reply.Status == 202),
                $"{reader.Name}, {answer.File}: {answer.Reply.Status} {answer.Reply.Text}"));
            Assert.InRange(longest, TimeSpan.Zero, Wait);
        }

        // Beside its objects a process has code, stacks and what the collector has not given back.
        Assert.All(new[] { "interventions", "ledger" }, service => Assert.InRange(house.MostMemory(service), 1, MemoryMegabytes + 512));
    }

    private static async Task<(string File, Reply Reply, TimeSpan Took)> Send(Institution sender, bool isLedger, string path, HostileFile file)
    {
        var watch = Stopwatch.StartNew();
        for (; ; )
        {
            var began = Stopwatch.StartNew();
            var reply = isLedger ? await sender.PostRawToLedger(path, file.Content, file.MediaType) : await sender.PostRaw(path, file.Content, file.MediaType);
            if (reply.Code != "too-many-files")
            {
                return (file.Name, reply, began.Elapsed);
            }

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(4));
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The other party looks at a small list again and again.</summary>
    /// <returns>The longest that it waited.</returns>
    private static async Task<TimeSpan> Others(Institution other, CancellationToken end)
    {
        var longest = TimeSpan.Zero;
        do
        {
            var watch = Stopwatch.StartNew();
            (await other.PostRaw("imports?agreement=HETS-HG&dryRun=true", Given.Csv(Given.Row()))).Is(200);
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }
        while (!end.IsCancellationRequested);
        return longest;
    }
}
