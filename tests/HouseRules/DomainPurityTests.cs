using System.Text.RegularExpressions;
using Mono.Cecil;

namespace HourExchange.Tests.HouseRules;

public sealed partial class DomainPurityTests
{
    [Fact]
    public void Rules_know_no_database_no_bus_no_web_no_clock_and_no_log()
    {
        var domain = CompiledCode.Services.Where(type => InDomain().IsMatch(CompiledCode.RoomOf(type))).ToList();
        Assert.True(domain.Count > 100);
        var breaches = domain.SelectMany(type => CompiledCode.UsedBy(type).Where(IsForbidden).Select(used => $"{CompiledCode.NameOf(type)}: {Said(used)}")).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    private static bool IsForbidden(MemberReference used) => Forbidden().IsMatch(Said(used));

    private static string Said(MemberReference used) =>
        used is TypeReference type ? $"{CompiledCode.RoomOf(type)}.{type.Name}" : $"{used.DeclaringType.Namespace}.{used.DeclaringType.Name}.{used.Name}";

    [GeneratedRegex(@"^HourExchange\.\w+\.(\w+\.)*Domain(\.|$)")]
    private static partial Regex InDomain();

    [GeneratedRegex("""
        ^(Npgsql|NpgsqlTypes|Dapper|MassTransit|RabbitMQ|Microsoft\.AspNetCore|Microsoft\.Extensions\.(Logging|Hosting|DependencyInjection)|System\.(Data|Net))\.
        |^HourExchange\.Plumbing\.(Broker|Database|Host|Http|OpenApi|Receiving|Security|Sending|Telemetry|Watching)\.
        |^System\.(TimeProvider|TimeZoneInfo\.get_Local|Diagnostics\.Stopwatch|Environment\.get_TickCount.*|DateTime(Offset)?\.get_(Now|UtcNow|Today))(\.|$)
        |^System\.IO\.(File|Directory|FileStream)(\.|$)|^System\.(Console|Environment\.GetEnvironmentVariable)(\.|$)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forbidden();
}
