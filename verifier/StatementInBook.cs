using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>Reads a book for one statement, and compares the two.</summary>
internal sealed class StatementInBook(StatementFile statement)
{
    private readonly long _upTo = statement.Content.GetProperty("upTo").GetInt64();
    private readonly List<BookLine> _year = [];
    private readonly List<BookLine> _closing = [];
    private readonly PrintedLines _printed = new(statement.Year, statement.Content.GetProperty("firstDay").GetString()!);
    private readonly YearFigures _signed = new(statement.Year, statement.Content.GetProperty("firstDay").GetString()!);
    private readonly YearFigures _all = new(statement.Year, statement.Content.GetProperty("firstDay").GetString()!);

    // A reopened edition: the year has gone on, and only what was signed then is compared.
    private bool IsFormer => statement.State == "reopened";

    public void Note(BookLine line, JsonElement exported)
    {
        if (line.Book != statement.Book)
        {
            throw new FormatException($"the book is {line.Book}, not {statement.Book}");
        }

        _all.Add(line);
        if (line.Number <= _upTo)
        {
            _signed.Add(line);
        }

        if (line.Year == statement.Year)
        {
            _year.Add(line);
        }

        _printed.Add(line, exported);
        if (line.Line == statement.Id && line.Kind is "compensation" or "settlement" or "carry-forward")
        {
            _closing.Add(line);
        }
    }

    public string? FindFault()
    {
        // A part of its lines is no statement. Those of before did not say how many they have.
        if (statement.Printed.TryGetProperty("lineCount", out var count) && (!count.TryGetInt64(out var lines) || lines != statement.Lines.Count))
        {
            return $"lineCount: it says {count}, and has {statement.Lines.Count} lines";
        }

        var drafted = _year.Where(line => line.Number <= _upTo).ToList();
        if (Root(drafted) is var linesRoot && linesRoot != statement.Content.GetProperty("linesRoot").GetString() || drafted.Count != statement.Content.GetProperty("lines").GetInt32())
        {
            return $"linesRoot: the book's {drafted.Count} lines of the year up to {_upTo} give {linesRoot}";
        }

        var last = _closing.Count > 0 ? _closing[^1].Number : _upTo;
        return CheckRows()
            ?? (Root(_year.Where(line => line.Number <= last)) is var root && root != statement.Root ? $"root: the book's lines of the year up to {last} give {root}" : null)
            ?? CheckFigures("signed figures", statement.Content.GetProperty("figures").EnumerateArray().Select(Figures.Read), _signed)
            ?? (IsFormer ? null : CheckNow());
    }

    /// <summary>What stands in the book and in the answer today.</summary>
    private string? CheckNow()
    {
        if (_year.Find(line => line.Number > _upTo && !_closing.Contains(line)) is { } later)
        {
            return $"line {later.Number}: it stands in the year behind what was signed";
        }

        return _printed.FindFault(statement.Lines) ?? CheckFigures("figures", statement.Figures, _all);
    }

    private string? CheckRows()
    {
        var rows = statement.Content.GetProperty("rows").EnumerateArray().ToList();
        var keys = statement.Signatures.Where(one => one.Signs == "content").Select(one => $"{one.Institution} {one.Subject} {one.At.ToUniversalTime():O}").ToList();
        for (var index = 0; index < Math.Max(rows.Count, _closing.Count); index++)
        {
            if (index >= _closing.Count || index >= rows.Count || !IsPosted(rows[index], _closing[index]))
            {
                return $"closing row {index + 1}: it is not posted as signed{(index < _closing.Count ? $", line {_closing[index].Number}" : "")}";
            }

            if (!_closing[index].Keys.SequenceEqual(keys))
            {
                return $"closing row {index + 1}: the keys of line {_closing[index].Number} are not the signatures";
            }
        }

        return null;
    }

    private static bool IsPosted(JsonElement row, BookLine line) =>
        row.GetProperty("position").GetInt32() == line.Revision && row.GetProperty("kind").GetString() == line.Kind
        && BookAccount.Read(row.GetProperty("debit")) == line.Debit && BookAccount.Read(row.GetProperty("credit")) == line.Credit
        && row.GetProperty("minutes").GetInt32() == line.Minutes && row.GetProperty("valueDate").GetString() == line.ValueDate;

    private static string? CheckFigures(string what, IEnumerable<Figures> said, YearFigures added)
    {
        var due = added.All.ToDictionary(one => one.Name);
        foreach (var figures in said)
        {
            if (!due.Remove(figures.Name, out var expected) || expected != figures)
            {
                return $"{what}: {figures.Name} comes to {expected?.Balance ?? 0} min in the book, or by other ways";
            }
        }

        return due.Count > 0 ? $"{what}: {due.Keys.First()} is missing" : null;
    }

    private static string Root(IEnumerable<BookLine> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line.Hash + "\n")))));
}
