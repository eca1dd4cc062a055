using System.Text.RegularExpressions;
using Mono.Cecil.Cil;

namespace HourExchange.Tests.HouseRules;

/// <summary>A connection goes back to the pool as it is (decision 0073): whoever gets it next must find nothing there.</summary>
public sealed partial class SessionStateTests
{
    private static readonly string[] Known =
    [
        "HourExchange.Plumbing.Database.DatabaseProvisioning",
        "HourExchange.Plumbing.Database.Migrator",
        "HourExchange.Plumbing.Sending.OutboxRelay",
    ];

    [Fact]
    public void Nothing_outlives_its_transaction_in_a_session() => Assert.Equal(Known, CompiledCode.Services
        .Where(type => type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Any(instruction => instruction.OpCode == OpCodes.Ldstr && Session().IsMatch((string)instruction.Operand)))
        .Select(CompiledCode.NameOf).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("set statement_timeout = 5")]
    [InlineData("select pg_advisory_lock(1)")]
    [InlineData("create temporary table found (id uuid)")]
    [InlineData("select set_config('app.institution', @institution, false)")]
    [InlineData("declare lines cursor with hold for select 1")]
    public void What_would_stay_is_seen(string sql) => Assert.Matches(Session(), sql);

    [Theory]
    [InlineData("update interventions.intervention set version = 1")]
    [InlineData("set local statement_timeout = 5")]
    [InlineData("select pg_advisory_xact_lock(1)")]
    public void What_ends_with_the_transaction_is_not(string sql) => Assert.DoesNotMatch(Session(), sql);

    [GeneratedRegex(@"(^|;)\s*(set\s+(?!local\b|transaction\b|constraints\b)\w+\s*(=|to\b)|listen\s)|pg_(try_)?advisory_lock|create\s+temp|set_config\([^)]*,\s*false\)|with\s+hold", RegexOptions.IgnoreCase)]
    private static partial Regex Session();
}
