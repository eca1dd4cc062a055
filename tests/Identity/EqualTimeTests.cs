using System.Buffers.Binary;
using System.Diagnostics;
using Dapper;
using HourExchange.Identity;
using HourExchange.Tests.EndToEnd;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Identity;

/// <summary>No clock tells which addresses have an account: measured, with passwords hashed as in Production.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
[Collection(Alone.Name)]
public sealed class EqualTimeTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private const int Times = 31;

    [Fact]
    public async Task A_sign_in_and_a_forgotten_password_take_as_long_with_an_account_as_without()
    {
        var program = await house.Start(services => services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = IdentityService.PasswordIterations));
        using var member = await house.Member("HETS", "registrar", "timed@example.org");
        // The hash says with how many rounds it was made: it is made anew, with those of Production.
        using var there = new Visitor(new Uri(program.Urls.First()), member.Cookies);
        var changed = await (await there.Get("/compte")).Submit(new() { ["ancien"] = Visitor.Password, ["nouveau"] = "another password" });
        Assert.Equal(200, changed.Status);
        await using var connection = await house.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var hash = Convert.FromBase64String(await connection.QuerySingleAsync<string>("select password_hash from identity.person where email = 'timed@example.org'"));
        Assert.Equal(IdentityService.PasswordIterations, BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
        using var visitor = new Visitor(new Uri(program.Urls.First()));

        var signIn = await visitor.Get("/connexion");
        var (known, unknown) = await Medians(address => signIn.Submit(new() { ["courriel"] = address, ["motdepasse"] = "wrong password" }));
        Assert.True(Math.Abs(known - unknown) < 0.25 * known, $"a sign-in: {known:0.0} ms with an account, {unknown:0.0} ms without");
        Assert.True(known > 10, $"{known:0.0} ms: no password was hashed");

        var forgotten = await visitor.Get("/connexion/oubli");
        (known, unknown) = await Medians(address => forgotten.Submit(new() { ["courriel"] = address }));
        // Nothing is hashed here, and accounts are looked for after the answer: what is left is less than the way through a network varies.
        Assert.True(Math.Abs(known - unknown) < 5 + (0.25 * unknown), $"a forgotten password: {known:0.0} ms with an account, {unknown:0.0} ms without");
    }

    private async Task<(double Known, double Unknown)> Medians(Func<string, Task<PageSeen>> ask)
    {
        List<double> known = [], unknown = [];
        for (var times = 0; times < Times; times++)
        {
            // Closed addresses are another matter, and take as long (SignInTests).
            await house.Execute("delete from identity.attempt");
            // One first, then the other: what else the machine does meets both.
            foreach (var isKnown in times % 2 == 0 ? new[] { true, false } : [false, true])
            {
                (isKnown ? known : unknown).Add(await Taken(() => ask(isKnown ? "timed@example.org" : $"nobody-{times}@example.org")));
            }
        }

        // Of each kind the first ones warm up.
        return (known.Skip(3).Order().ElementAt((Times - 3) / 2), unknown.Skip(3).Order().ElementAt((Times - 3) / 2));
    }

    private static async Task<double> Taken(Func<Task<PageSeen>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
