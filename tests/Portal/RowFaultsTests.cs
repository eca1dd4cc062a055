using HourExchange.Client.Interventions;
using HourExchange.Portal.Interventions.Importing;

namespace HourExchange.Tests.Portal;

public sealed class RowFaultsTests
{
    /// <summary>« x » stands in the French sentence by chance, in « deux ».</summary>
    [Fact]
    public void What_stands_in_a_cell_is_told_even_if_its_letters_are_in_the_sentence()
    {
        var fault = new RejectedRow { Row = 2, Column = "Quantité", Code = "quantity-invalid", Value = "x" };
        Assert.Contains("x", RowFaults.Sentence(fault, "fr"), StringComparison.Ordinal);
        Assert.False(RowFaults.IsToldWithValue(fault));
    }

    [Fact]
    public void What_the_sentence_names_is_not_told_twice() =>
        Assert.True(RowFaults.IsToldWithValue(new RejectedRow { Row = 2, Column = "Nature", Code = "nature-unknown", Value = "lecture", Values = new Dictionary<string, string> { ["nature"] = "lecture" } }));
}
