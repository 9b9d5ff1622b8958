import { booleanField } from "./choice-fields";
import { optionalPasswordField } from "./current-password";
import { charField, maxLength, optional, serializer } from "./fields";

/** How a list is exported as a CSV file. */
export const exportCsvSchema = serializer({
  columns: optional(
    charField([maxLength(500)], {
      allowBlank: true,
      description: "The columns, separated by commas. All of them by default.",
    }),
  ),
  byte_order_mark: optional(booleanField()),
  password: optionalPasswordField,
});
