import Box from "@cloudscape-design/components/box";

/** Says why the list is empty and what to do. */
export function NoMessages({ firstPage }: { firstPage: boolean }) {
  return (
    <Box textAlign="center" color="inherit" padding="l">
      <Box variant="strong">{firstPage ? "No mail yet" : "Nothing older"}</Box>
      <Box variant="p" color="inherit">
        {firstPage
          ? "Messages appear here as soon as the company's mail server sends through the gateway."
          : "No older message is kept."}
      </Box>
    </Box>
  );
}
