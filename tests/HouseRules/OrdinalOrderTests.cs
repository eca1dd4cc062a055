using Mono.Cecil;

namespace HourExchange.Tests.HouseRules;

public sealed class OrdinalOrderTests
{
    [Fact]
    public void Strings_are_put_in_order_by_their_code_points_never_by_a_language() => Assert.Empty(
        CompiledCode.Services.SelectMany(type => CompiledCode.CallsOf(type).Where(OrdersByLanguage).Select(call => $"{CompiledCode.NameOf(type)}: {call.Name}")).Distinct());

    private static bool OrdersByLanguage(MethodReference call) => call.DeclaringType.FullName switch
    {
        "System.String" => call.Name is "CompareTo" || (call.Name == "Compare" && !SaysHow(call)),
        "System.Linq.Enumerable" => call.Name is "Order" or "OrderDescending" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending"
            or "Max" or "Min" or "MaxBy" or "MinBy" && call is GenericInstanceMethod by && by.GenericArguments.Count == by.Parameters.Count && OfStrings(by.GenericArguments[^1]),
        "System.Array" => call is GenericInstanceMethod { Name: "Sort" } sort && OfStrings(sort.GenericArguments[0]) && !SaysHow(call),
        _ => call.DeclaringType is GenericInstanceType { ElementType.Name: var name } generic && OfStrings(generic.GenericArguments[0]) && !SaysHow(call)
            && (name, call.Name) is ("SortedDictionary`2" or "SortedSet`1" or "SortedList`2" or "PriorityQueue`2", ".ctor") or ("List`1", "Sort") or ("Comparer`1", "get_Default"),
    };

    /// <summary>Also a tuple with a string in it.</summary>
    private static bool OfStrings(TypeReference type) => type.FullName.Contains("System.String", StringComparison.Ordinal);

    private static bool SaysHow(MethodReference call) => call.Parameters.Any(parameter =>
        parameter.ParameterType.Name.StartsWith("IComparer", StringComparison.Ordinal) || parameter.ParameterType.Name is "StringComparison" or "Comparison`1");
}
