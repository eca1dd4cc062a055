using HourExchange.Tests.Kit;

namespace HourExchange.Tests.HouseRules;

public sealed class TradeWordsTests
{
    private static readonly string[] Trade = ["agreement", "intervention", "posting", "ledger", "contributor", "credited", "academic", "approver", "registrar"];

    [Fact]
    public void Plumbing_knows_no_word_of_the_trade()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "plumbing"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && !file.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        // Comments may give examples; code may not depend on them.
        Assert.All(files, file => Assert.DoesNotContain(
            File.ReadLines(file).Where(line => line.TrimStart() is var code && !code.StartsWith("//", StringComparison.Ordinal) && !code.StartsWith("--", StringComparison.Ordinal)),
            line => Trade.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }
}
