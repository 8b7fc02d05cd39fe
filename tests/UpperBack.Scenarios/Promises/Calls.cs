namespace UpperBack.Scenarios.Promises;

internal static class Calls
{
    /// <summary>Claims a seat.</summary>
    public static Task<HttpResponseMessage> ClaimAsync(this TestMember member, SessionId session, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/scheduling/sessions/{session}/booking");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return member.Http.SendAsync(request);
    }

    /// <summary>Gives a seat up.</summary>
    public static Task<HttpResponseMessage> GiveUpAsync(this TestMember member, SessionId session) =>
        member.Http.DeleteAsync($"/api/scheduling/sessions/{session}/booking");

    /// <summary>Who holds a seat and who waits, each in the order of their claims.</summary>
    public static async Task<(MemberId[] Booked, MemberId[] Waiting)> ReadSeatsAsync(
        this TestMember instructor,
        SessionId session
    )
    {
        var seats = await instructor.GetAsync($"/api/scheduling/sessions/{session}/bookings");
        return (IdsOf(seats.GetProperty("booked")), IdsOf(seats.GetProperty("waiting")));
    }

    private static MemberId[] IdsOf(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => MemberId.From(row.GetProperty("memberId").GetGuid()))];
}
