using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Identity;

/// <summary>Each odd claim at each operation of each program.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class OddTokensTests(House house, IdentityHouse identity) : IClassFixture<House>, IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task Each_is_refused_at_each()
    {
        var someone = await house.As("HETS", "auditor");
        var tried = 0;
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (program, method, path) in OddTokens.Operations(House.Hosts.Select(host => host.Name).Append("identity")))
        {
            foreach (var (name, token) in OddTokens.All)
            {
                var status = program == "identity"
                    ? (await new Institution(identity.Address, identity.Address, identity.Address, token).Send("ledger", method, path)).Status
                    : (await someone.WithToken(token).Send(program, method, path)).Status;
                if (status != 401)
                {
                    taken.Add($"{name}: {status} at {program} {method} {path}");
                }

                tried++;
            }
        }

        Assert.Empty(taken);
        Assert.InRange(tried, 2_000, 20_000);
        // The walk knows a good one from an odd one.
        Assert.Equal(200, (await someone.Send("ledger", "get", "/api/v1/books")).Status);
    }
}
