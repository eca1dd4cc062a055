using Mono.Cecil;

namespace HourExchange.Tests.HouseRules;

public sealed class CircleTests
{
    public static TheoryData<string> Programs => ["Interventions", "Ledger", "Reporting", "Identity", "Plumbing"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Rooms_of_a_program_do_not_know_each_other_in_a_circle(string program)
    {
        var knows = CompiledCode.Services.Where(type => RoomIn(program, type) is not null)
            .SelectMany(type => CompiledCode.UsedBy(type).OfType<TypeReference>().Select(used => (From: RoomIn(program, type)!, To: RoomIn(program, used))))
            .Where(edge => edge.To is not null && edge.From != edge.To)
            .ToLookup(edge => edge.From, edge => edge.To!);
        Assert.NotEmpty(knows);
        Assert.Empty(knows.SelectMany(room => room.Distinct().Where(other => Reaches(knows, other, room.Key)).Select(other => $"{program}: {room.Key} -> {other}"))
            .Order(StringComparer.Ordinal));
    }

    /// <summary>The noun, or plumbing's folder: the third part of the namespace. What stands beside the rooms puts them together.</summary>
    private static string? RoomIn(string program, TypeReference type) =>
        CompiledCode.RoomOf(type).Split('.') is ["HourExchange", var other, var room, ..] && other == program ? room : null;

    private static bool Reaches(ILookup<string, string> knows, string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var room))
        {
            if (room == to)
            {
                return true;
            }

            if (seen.Add(room))
            {
                knows[room].ToList().ForEach(open.Push);
            }
        }

        return false;
    }
}
